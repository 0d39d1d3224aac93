// What is known of a document: findings with their remedies, facts, and what became of lines that have no place.
import { REMEDIES } from "/page/hints.js";

const make = (name, text = "", kind = "") => {
  const out = document.createElement(name);
  if (text !== "") out.textContent = text;
  if (kind) out.className = kind;
  return out;
};

// The data of a `report`; `acts` say what its buttons do.
export function asData(report, says, acts) {
  const out = document.createDocumentFragment();
  out.append(titled(says.findings, listed(report.findings.map((one) => finding(one, says, acts)), says)));
  if (report.iri !== undefined) out.append(titled(says.facts, facts(report, says)));
  for (const [key, name] of [["lost", "lost"], ["dropped", "gone"], ["unrecognised", "unrecognised"], ["unresolved", "unresolved"]]) {
    if (report[key]?.length) out.append(titled(says[name], listed(report[key].map((one) => row(one.line, [one.text, one.reason ? ` (${one.reason})` : ""], says, acts)), says)));
  }
  if (report.restored?.length) {
    out.append(titled(says.restored, listed(report.restored.map((one) => row(lineOf(one.place), [`${one.source || "–"} → ${one.written}`], says, acts)), says)));
  }
  return out;
}

// What the document in `tree` refers to, and whom and what it names; `lineAt` says in which line a part begins.
export function asNames(tree, lineAt, says, acts) {
  const out = document.createDocumentFragment();
  const told = new Map([...tree.querySelectorAll("references > [eId]")].map((one) => [`#${one.getAttribute("eId")}`, one]));
  const refs = new Map(), names = new Map();
  for (const one of tree.querySelectorAll(":not(meta) > ref[href]")) into(refs, `${one.textContent.trim()} ${one.getAttribute("href")}`, one);
  for (const one of tree.querySelectorAll("[refersTo]")) {
    const known = told.get(one.getAttribute("refersTo"));
    if (known && !one.closest("meta") && NAMED.test(known.localName)) into(names, one.getAttribute("refersTo"), one);
  }
  const at = (one) => lineAt(one.closest("[eId]")?.getAttribute("eId") ?? "");
  const lines = (places, content) => row(at(places[0]), [...content, places.length > 1 ? ` × ${places.length}` : ""], says, acts);
  if (refs.size) out.append(titled(says.references, listed([...refs.values()].map((places) => lines(places, [`${places[0].textContent.trim()} → `, address(places[0].getAttribute("href"))])), says)));
  if (names.size) {
    out.append(titled(says.names, listed([...names].map(([key, places]) => {
      const known = told.get(key);
      return lines(places, [`${known.getAttribute("showAs")} (${says.named[known.localName.slice(3).toLowerCase()] ?? ""}) `, address(known.getAttribute("href") ?? "")]);
    }), says)));
  }
  return out;
}

const NAMED = /^TLC(Person|Organization|Role|Location|Object|Term)$/;

function into(places, key, one) {
  if (!places.has(key)) places.set(key, []);
  places.get(key).push(one);
}

// An address of the web can be opened, any other only be read.
function address(href) {
  if (!/^https?:/.test(href)) return make("code", href);
  const out = make("a", href);
  Object.assign(out, { href, target: "_blank", rel: "noreferrer" });
  return out;
}

export const lineOf = (place) => Number(/(\d+)\D*$/.exec(place ?? "")?.[1] ?? 0);

function titled(title, content) {
  const out = make("section");
  out.append(make("h3", title), content);
  return out;
}

function listed(rows, says) {
  if (!rows.length) return make("p", says.none, "calm");
  const out = make("ul");
  out.append(...rows);
  return out;
}

function row(line, told, says, acts) {
  const item = make("li");
  if (line) item.append(button(says.line.replace("{n}", line), () => acts.goTo(line), "line"), " ");
  item.append(...told);
  return item;
}

// One finding, with its place, its remedy, and what mends it with a click.
export function finding(one, says, acts) {
  const item = row(one.line ?? lineOf(one.place), [], says, acts);
  item.classList.add("finding", one.severity);
  item.append(make("strong", says[one.severity] ?? one.severity), " ", ...spelt(one.message), " ", make("code", one.code));
  if (one.help) { const help = make("p", "", "help"); help.append(...spelt(one.help)); item.append(help); }
  item.append(...remedies(one, says, acts));
  return item;
}

// A message with the names in it that stand between backticks set as names.
const spelt = (text) => text.split(/`([^`]*)`/).map((one, at) => (at % 2 ? make("code", one) : one));

export function remedies(one, says, acts) {
  const line = one.line ?? lineOf(one.place), out = [];
  if (line && acts.say) for (const role of REMEDIES.roles[one.code] ?? []) out.push(button(says.make.replace("{role}", says.roles[role]), () => acts.say(line, role), "mend"));
  const option = REMEDIES.options[one.code];
  if (option && acts.option) out.push(button(says.give.replace("{what}", says[option]), () => acts.option(option), "mend"));
  return out;
}

export function button(text, act, kind = "") {
  const out = make("button", text, kind);
  out.type = "button";
  out.addEventListener("click", act);
  return out;
}

function facts(report, says) {
  const out = make("dl");
  const rows = {
    institution: report.institution.name, kind: report.kind, number: report.number, date: report.date, IRI: report.iri,
    language: `${report.language} (${report.languageReason})`, format: [report.format, report.encoding].filter(Boolean).join(", "), ...report.counts,
  };
  for (const [key, value] of Object.entries(rows)) {
    if (value === null || value === "" || value === 0) continue;
    out.append(make("dt", says[key] ?? key), make("dd", value));
  }
  return out;
}
