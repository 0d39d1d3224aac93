// The page: a text on the left, what became of it on the right, each line tied to its part.
import { words } from "/page/words.js";
import { reading } from "/page/reading.js";
import { asTree } from "/page/tree.js";
import { asData } from "/page/data.js";

const $ = (id) => document.getElementById(id);
const text = $("text"), gutter = $("gutter"), state = $("state");
const says = words();
let sources = [];      // {name, blob or null, text or null}
let current = 0;
let made = null;       // the last answer
let asked = 0;

// ---------------------------------------------------------------- words in the reader's language

document.documentElement.lang = says.lang;
for (const one of document.querySelectorAll("[data-says]")) one.textContent = says[one.dataset.says];
for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", says[one.dataset.label]);
text.placeholder = says.paste;
state.textContent = says.ready;

// ---------------------------------------------------------------- the source

function tell(message, error = false) {
  state.textContent = message;
  state.classList.toggle("error", error);
}

function numbers(marks = new Map()) {
  const count = text.value.split("\n").length;
  gutter.replaceChildren(...Array.from({ length: count }, (_, at) => {
    const row = document.createElement("div");
    row.textContent = at + 1;
    row.className = marks.get(at + 1) ?? "";
    return row;
  }));
  gutter.scrollTop = text.scrollTop;
}

async function open(files) {
  sources = await Promise.all([...files].map(async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { name: file.name, blob: file, text: decoded(bytes) };
  }));
  $("opened").hidden = sources.length < 2;
  $("opened").replaceChildren(...sources.map((one, at) => new Option(one.name, at)));
  show(0);
}

// What can be shown and changed as text; what cannot is converted as the file that it is.
function decoded(bytes) {
  if (bytes.subarray(0, 2000).includes(0)) return null;
  try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch { return null; }
}

function show(at) {
  current = at;
  const one = sources[at];
  text.value = one.text ?? "";
  text.readOnly = one.text === null;
  if (one.text === null) text.value = says.binary.replace("{name}", one.name);
  numbers();
  convert();
}

$("files").addEventListener("change", (event) => open(event.target.files));
$("opened").addEventListener("change", (event) => show(Number(event.target.value)));
for (const kind of ["dragenter", "dragover"]) $("drop").addEventListener(kind, (event) => { event.preventDefault(); $("drop").classList.add("over"); });
for (const kind of ["dragleave", "drop"]) $("drop").addEventListener(kind, () => $("drop").classList.remove("over"));
$("drop").addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) open(event.dataTransfer.files);
});

let pause = 0;
text.addEventListener("input", () => {
  if (sources[current]) sources[current].text = text.value;
  numbers();
  clearTimeout(pause);
  pause = setTimeout(convert, 120);
});
text.addEventListener("scroll", () => { gutter.scrollTop = text.scrollTop; });
$("go").addEventListener("click", convert);
for (const one of $("options").querySelectorAll("input")) one.addEventListener("change", convert);

// ---------------------------------------------------------------- the request

const isAkn = (source) => /<([\w-]+:)?akomaNtoso[\s>]/.test(source.slice(0, 4000));

async function convert() {
  const source = sources[current];
  const body = source && source.text === null ? source.blob : text.value;
  if (typeof body === "string" && !body.trim()) return;
  const check = typeof body === "string" && isAkn(body);
  const query = new URLSearchParams({ name: source?.name ?? "-" });
  if (!check) for (const id of ["language", "institution", "kind", "number", "date"]) if ($(id).value.trim()) query.set(id, $(id).value.trim());
  const mine = ++asked;
  tell(says.working);
  let answer;
  try {
    const sent = await fetch(`/${check ? "validate" : "convert"}?${query}`, { method: "POST", body });
    answer = await sent.json();
    if (mine !== asked) return;
    if (!sent.ok) { nothing(); return tell(answer.detail, true); }
  } catch (fault) {
    if (mine === asked) { nothing(); tell(says.unreachable, true); }
    return;
  }
  check ? checked(answer, body) : converted(answer);
}

function nothing() {
  made = null;
  for (const id of ["read", "xml", "data"]) $(id).replaceChildren();
  for (const id of ["save-xml", "save-report"]) $(id).disabled = true;
}

function converted(answer) {
  made = answer;
  const doubtful = new Set(answer.report.findings.filter((one) => one.severity === "error" && one.eId).map((one) => one.eId));
  const tree = new DOMParser().parseFromString(answer.xml, "application/xml");
  $("read").replaceChildren(reading(tree, doubtful, says));
  $("xml").replaceChildren(asTree(tree.documentElement));
  $("data").replaceChildren(asData(answer.report, says, goTo));
  for (const id of ["save-xml", "save-report"]) $(id).disabled = false;
  numbers(marksOf(answer.report));
  const errors = answer.report.findings.filter((one) => one.severity === "error").length;
  tell(errors ? says.errors.replace("{n}", errors) : says.clean, errors > 0);
}

function checked(answer, source) {
  made = null;
  const tree = new DOMParser().parseFromString(source, "application/xml");
  const readable = !tree.querySelector("parsererror");
  $("read").replaceChildren(readable ? reading(tree, new Set(answer.findings.filter((one) => one.eId).map((one) => one.eId)), says) : "");
  $("xml").replaceChildren(readable ? asTree(tree.documentElement) : "");
  $("data").replaceChildren(asData(answer, says, goTo));
  numbers(new Map(answer.findings.filter((one) => one.line).map((one) => [one.line, one.severity])));
  tell(answer.valid ? says.valid : says.errors.replace("{n}", answer.findings.filter((one) => one.severity === "error").length), !answer.valid);
  choose("data");
}

function marksOf(report) {
  const marks = new Map();
  for (const one of report.dropped) marks.set(one.line, "gone");
  for (const one of report.restored) marks.set(lineOf(one.place), "restored");
  for (const one of report.unrecognised) marks.set(one.line, "warning");
  for (const one of report.findings) if (one.severity !== "information" && lineOf(one.place)) marks.set(lineOf(one.place), one.severity);
  return marks;
}

const lineOf = (place) => Number(/(\d+)\D*$/.exec(place ?? "")?.[1] ?? 0);

// ---------------------------------------------------------------- trace: a line and its part

function partAt(line) {
  let best = null, at = 0;
  for (const [eid, begins] of Object.entries(made?.lines ?? {})) if (begins <= line && begins >= at) { best = eid; at = begins; }
  return best;
}

function lightPart(eid) {
  for (const one of document.querySelectorAll("#read .lit, #xml .lit")) one.classList.remove("lit");
  if (eid === null) return;
  for (const panel of ["read", "xml"]) {
    const part = $(panel).querySelector(`[data-eid="${CSS.escape(eid)}"]`);
    part?.classList.add("lit");
    if (part && !$(panel).hidden) part.scrollIntoView({ block: "nearest" });
  }
}

function lightLine(line) {
  for (const one of gutter.querySelectorAll(".lit")) one.classList.remove("lit");
  gutter.children[line - 1]?.classList.add("lit");
}

function goTo(line, focus = true) {
  if (!line) return;
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  if (focus) { text.focus(); text.setSelectionRange(start, start + (lines[line - 1] ?? "").length); }
  const height = text.scrollHeight / Math.max(lines.length, 1);
  if (line * height < text.scrollTop || line * height > text.scrollTop + text.clientHeight) text.scrollTop = Math.max(0, (line - 4) * height);
  lightLine(line);
}

function traced() {
  if (!made || document.activeElement !== text) return;
  const line = text.value.slice(0, text.selectionStart).split("\n").length;
  lightLine(line);
  lightPart(partAt(line));
}
document.addEventListener("selectionchange", traced);

function backwards(event, focus) {
  const part = event.target.closest("[data-eid]");
  let eid = part?.dataset.eid;
  while (eid && !(made?.lines?.[eid])) eid = eid.includes("__") ? eid.slice(0, eid.lastIndexOf("__")) : "";
  if (eid) { goTo(made.lines[eid], focus); lightPart(part.dataset.eid); }
}
for (const panel of ["read", "xml"]) {
  $(panel).addEventListener("pointerover", (event) => backwards(event, false));
  $(panel).addEventListener("focusin", (event) => backwards(event, false));
  $(panel).addEventListener("click", (event) => { if (!event.target.closest("a, button, summary")) backwards(event, true); });
}
$("read").addEventListener("click", async (event) => {
  const copy = event.target.closest(".copy");
  if (!copy) return;
  try { await navigator.clipboard.writeText(`${made?.report.iri ?? ""}#${copy.dataset.copies}`); tell(says.copied); } catch { tell(says.uncopied, true); }
});

// ---------------------------------------------------------------- tabs, downloads, library

const tabs = [...document.querySelectorAll("[role=tab]")];
function choose(name) {
  for (const tab of tabs) {
    const on = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", on);
    tab.tabIndex = on ? 0 : -1;
    $(tab.getAttribute("aria-controls")).hidden = !on;
  }
}
for (const tab of tabs) {
  tab.addEventListener("click", () => choose(tab.id.slice(4)));
  tab.addEventListener("keydown", (event) => {
    const shown = tabs.filter((one) => !one.hidden);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = shown[(shown.indexOf(tab) + step + shown.length) % shown.length];
    next.focus();
    choose(next.id.slice(4));
  });
}

function save(content, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
const stem = () => (sources[current]?.name ?? "document").replace(/\.[^.]*$/, "");
$("save-xml").addEventListener("click", () => save(made.xml, `${stem()}.xml`, "application/xml"));
$("save-report").addEventListener("click", () => save(JSON.stringify(made.report, null, 2), `${stem()}.json`, "application/json"));

$("search").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch(`/find?${new URLSearchParams({ q: $("q").value })}`).then((one) => one.json());
  if (!answer.documents) return tell(answer.detail, true);
  tell(says.found.replace("{n}", answer.documents.length));
  $("found").replaceChildren(...answer.documents.map((one) => {
    const item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.textContent = `${one.date} ${one.title || one.expression} (${one.language})`;
    button.addEventListener("click", async () => {
      const content = await fetch(`/get?${new URLSearchParams({ iri: one.expression })}`).then((sent) => sent.text());
      sources = [{ name: one.expression, blob: null, text: content }];
      show(0);
      choose("read");
    });
    item.append(button, one.excerpt ? ` ${one.excerpt}` : "");
    return item;
  }));
});

fetch("/health").then((one) => one.json()).then((health) => { $("tab-library").hidden = !health.library; });
numbers();
