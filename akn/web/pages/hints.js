// What a person says of single lines: kept by the words of the line, saved as the file that `akn convert --hints` takes.
export const ROLES = ["formula", "citation", "recital", "heading", "paragraph", "point", "subparagraph", "continuation", "furniture"];

// What may mend a finding with one click: what its line may be, or which option says what the text does not.
export const REMEDIES = {
  roles: {
    UNR001: ["paragraph", "heading", "furniture"], UNR002: ["furniture", "subparagraph"], TAB001: ["heading", "subparagraph"],
    SHA001: ["citation", "recital", "paragraph"], SHA002: ["recital"], SHA007: ["subparagraph", "paragraph", "furniture"],
    SHA008: ["paragraph", "point"], SHA015: ["paragraph", "heading"], SHA018: ["furniture"],
    SHA019: ["paragraph", "heading", "furniture"], SHA020: ["paragraph", "furniture"], SHA022: ["continuation", "furniture"],
    SHA026: ["furniture", "subparagraph", "continuation"],
  },
  options: { COV001: "kind", COV002: "number", COV003: "date", COV006: "number", COV007: "date", LAN001: "language", SHA012: "institution", SHA014: "date" },
};

let kept = [];         // {line, role, occurrence, source}
const plain = (text) => text.trim().split(/\s+/).join(" ");

export const all = () => kept;
export const roleOf = (line, source) => kept.find((one) => one.line === plain(line.text) && (one.occurrence ?? line.occurrence) === line.occurrence && (!one.source || one.source === source))?.role ?? "";

// The line with a number among those that were read: its words, and which of those that read the same it is.
export function lineOf(number, read) {
  const place = read.findIndex(([line]) => line === number);
  if (place < 0) return null;
  const text = read[place][1];
  const occurrence = read.slice(0, place + 1).filter(([, one]) => plain(one) === plain(text)).length;
  return { text, occurrence };
}

// Say what `line` is; "" takes back what was said.
export function say(line, role, source) {
  kept = kept.filter((one) => !(one.line === plain(line.text) && (one.occurrence ?? line.occurrence) === line.occurrence));
  if (role) kept.push({ line: plain(line.text), role, occurrence: line.occurrence, ...(source ? { source } : {}) });
}

// As TOML; "" where nothing was said.
export function written() {
  return kept.map((one) => Object.entries(one).reduce(
    (rows, [key, value]) => `${rows}${key} = ${typeof value === "number" ? value : quoted(value)}\n`, "[[hints]]\n",
  )).join("\n");
}

// JSON escapes as TOML does, but for one character.
const quoted = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007F");

// Take hints as they are saved; the server reads all of TOML, this reads what the page and most people write.
export function taken(text) {
  const found = [];
  for (const block of text.split(/^\s*\[\[hints\]\]\s*(?:#.*)?$/m).slice(1)) {
    const one = {};
    for (const [, key, value] of block.matchAll(/^\s*(\w+)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*'|\d+)/gm)) {
      try { one[key] = value[0] === "'" ? value.slice(1, -1) : JSON.parse(value); } catch { /* the server says what is wrong with it */ }
    }
    if (one.line && ROLES.includes(one.role)) found.push({ ...one, line: plain(one.line) });
  }
  kept = found;
}
