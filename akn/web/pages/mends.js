// What can safely be mended in a document that is checked: a diff, taken piece by piece.
import { button } from "/page/data.js";

// The pieces of `mends`; `take` is called with those that are taken.
export function asDiff(mends, says, take) {
  const out = document.createElement("section"), heading = document.createElement("h3");
  heading.textContent = says.mends;
  out.append(heading);
  if (mends.length > 1) out.append(button(says["take-all"].replace("{n}", mends.length), () => take(mends), "mend"));
  for (const one of mends) {
    const box = document.createElement("div"), text = document.createElement("pre");
    box.className = "diff";
    for (const [name, lines, sign] of [["del", one.old, "−"], ["ins", one.new, "+"]]) {
      for (const line of lines) {
        const row = document.createElement(name);
        row.textContent = `${sign} ${line.trim()}`;
        text.append(row, "\n");
      }
    }
    text.tabIndex = 0;
    box.append(button(says.line.replace("{n}", one.line), () => take([], one.line), "line"), " ", button(says.take, () => take([one]), "mend"), text);
    out.append(box);
  }
  return out;
}

// `text` with the pieces of `mends` taken.
export function mended(text, mends) {
  const lines = text.split("\n");
  for (const one of [...mends].sort((a, b) => b.line - a.line)) lines.splice(one.line - 1, one.old.length, ...one.new);
  return lines.join("\n");
}
