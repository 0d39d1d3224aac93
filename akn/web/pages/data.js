// What is known of a document: facts, findings, and what became of each line that has no place of its own.
export function asData(report, says, goTo) {
  const out = document.createDocumentFragment();
  if (report.iri !== undefined) out.append(titled(says.facts, facts(report)));
  out.append(titled(says.findings, listed(report.findings, says, goTo, (one) => [`${one.code} `, one.message, one.help ? ` (${one.help})` : ""])));
  for (const [key, name] of [["dropped", "gone"], ["unrecognised", "unrecognised"], ["unresolved", "unresolved"]]) {
    if (report[key]?.length) out.append(titled(says[name], listed(report[key], says, goTo, (one) => [one.text, one.reason ? ` (${one.reason})` : ""])));
  }
  if (report.restored?.length) out.append(titled(says.restored, listed(report.restored, says, goTo, (one) => [`${one.source || "–"} → ${one.written}`])));
  return out;
}

function titled(title, content) {
  const out = document.createElement("section"), heading = document.createElement("h3");
  heading.textContent = title;
  out.append(heading, content);
  return out;
}

function facts(report) {
  const out = document.createElement("dl");
  const rows = {
    institution: report.institution.name, kind: report.kind, number: report.number, date: report.date, iri: report.iri,
    language: `${report.language} (${report.languageReason})`, format: `${report.format}, ${report.encoding}`, ...report.counts,
  };
  for (const [key, value] of Object.entries(rows)) {
    if (value === null || value === "" || value === 0) continue;
    const name = document.createElement("dt"), said = document.createElement("dd");
    name.textContent = key;
    said.textContent = value;
    out.append(name, said);
  }
  return out;
}

function listed(rows, says, goTo, told) {
  if (!rows.length) { const out = document.createElement("p"); out.textContent = says.none; return out; }
  const out = document.createElement("ul");
  for (const one of rows) {
    const item = document.createElement("li");
    if (one.severity) item.className = one.severity;
    const line = one.line ?? Number(/(\d+)\D*$/.exec(one.place ?? "")?.[1] ?? 0);
    if (line) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "line";
      button.textContent = says.line.replace("{n}", line);
      button.addEventListener("click", () => goTo(line));
      item.append(button, " ");
    }
    item.append(...told(one));
    out.append(item);
  }
  return out;
}
