// The page: a text on the left, what became of it on the right, each line tied to its part.
import { words } from "/page/words.js";
import { ask, form } from "/page/asking.js";
import * as editor from "/page/editor.js";
import * as shown from "/page/document.js";
import { asTree } from "/page/tree.js";
import { asData, asNames, button, finding, lineOf } from "/page/data.js";
import * as hints from "/page/hints.js";
import { asDiff, mended } from "/page/mends.js";
import * as scans from "/page/scans.js";
import { onSeek, seek } from "/page/finding.js";
import { library } from "/page/library.js";

const $ = (id) => document.getElementById(id);
const says = words();
const OPTIONS = ["language", "institution", "kind", "number", "date"];
let sources = [{ name: "-", blob: null, text: "", iri: "" }];
let current = 0;
let made = null;       // what came of the source: {xml, report, html, lines, roles, read, checked}
let asked = 0;

// ---------------------------------------------------------------- words in the reader's language

document.documentElement.lang = says.lang;
for (const one of document.querySelectorAll("[data-says]")) one.textContent = says[one.dataset.says];
for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", says[one.dataset.label]);
for (const one of document.querySelectorAll("[data-holds]")) one.placeholder = says[one.dataset.holds];
$("text").placeholder = says.paste;
$("role").append(new Option(says["as-read"], ""), ...hints.ROLES.map((role) => new Option(says.roles[role], role)));

function tell(message, kind = "") {
  $("state").textContent = message;
  $("state").className = kind;
}

function welcome() {
  document.querySelector(".welcome")?.remove();
  const out = document.createElement("div"), title = document.createElement("h3"), steps = document.createElement("ol");
  out.className = "welcome";
  title.textContent = says.welcome;
  for (const step of says.steps) { const item = document.createElement("li"); item.textContent = step; steps.append(item); }
  out.append(title, steps, button(says.example, async () => {
    const text = await (await fetch("/page/example.txt")).text();
    sources = [{ name: "example.txt", blob: null, text, iri: "" }];
    await open(0);
  }));
  shown.within().replaceChildren();
  $("data").replaceChildren();
  $("xml").replaceChildren();
  $("result").append(out);
  tell(says.ready);
}

// ---------------------------------------------------------------- sources

const isAkn = (text) => /<([\w-]+:)?akomaNtoso[\s>]/.test(text.slice(0, 4000));

// What can be shown and changed as text; what cannot is converted as the file that it is.
function decoded(bytes) {
  if (bytes.subarray(0, 2000).includes(0) || String.fromCharCode(...bytes.subarray(0, 5)) === "%PDF-") return null;
  try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n"); } catch { return null; }
}

async function take(files) {
  sources = await Promise.all([...files].map(async (file) => (
    { name: file.name, blob: file, text: decoded(new Uint8Array(await file.arrayBuffer())), iri: "" }
  )));
  $("opened").hidden = sources.length < 2;
  $("opened").replaceChildren(...sources.map((one, at) => new Option(one.name, at)));
  if (sources.length) await open(0);
}

async function open(at) {
  current = at;
  const one = sources[at];
  made = null;
  editor.leave();
  $("scan").hidden = true;
  paged(false);
  editor.put(one.text ?? "", null, one.text === null);
  $("text").placeholder = one.text === null ? says.working : says.paste;
  await work();
  if (one.text !== null || made === null) return;
  const head = await one.blob.slice(0, 5).text();
  if (head !== "%PDF-") return;
  try {
    if (await scans.take(one.blob, says) && sources[current] === one) { $("scan").hidden = false; paged(true); }
  } catch (fault) { tell(fault.message, "error"); }
}

function paged(on) {
  $("scan").setAttribute("aria-pressed", on);
  $("scans").hidden = !on;
  $("sheet").hidden = on;
}

$("files").addEventListener("change", (event) => take(event.target.files));
$("opened").addEventListener("change", (event) => open(Number(event.target.value)));
$("scan").addEventListener("click", () => { paged($("scans").hidden); scans.light(editor.current()); });
for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => { event.preventDefault(); $("drop").classList.add("over"); });
for (const kind of ["dragleave", "drop"]) document.addEventListener(kind, () => $("drop").classList.remove("over"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) take(event.dataTransfer.files);
});

let pause = 0;
$("text").addEventListener("input", () => {
  sources[current].text = editor.source();
  editor.drawn();
  if (made === null) editor.begin();
  clearTimeout(pause);
  pause = setTimeout(work, 80);
});
for (const id of OPTIONS) $(id).addEventListener("change", work);
$("hints-file").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (file) { hints.taken(await file.text()); tell(says.hinted.replace("{n}", hints.all().length)); await work(); }
});

// ---------------------------------------------------------------- the work

async function work() {
  const one = sources[current], mine = ++asked;
  if (one.text !== null && !one.text.trim()) { nothing(); return welcome(); }
  document.querySelector(".welcome")?.remove();
  const check = one.text !== null && isAkn(one.text);
  $("paper").classList.toggle("code", check);
  const body = one.text ?? one.blob;
  const given = check ? {} : Object.fromEntries(OPTIONS.map((id) => [id, $(id).value.trim()]));
  let said;
  try {
    const answer = check
      ? await ask("/validate", { name: one.name, trace: "1", fix: "1" }, body)
      : await ask("/convert", { ...given, trace: "1" }, form(body, one.name, { hints: hints.written() }));
    said = await answer.json();
  } catch (fault) {
    if (mine !== asked) return;
    nothing();
    tell(fault.status === 0 ? says.unreachable : fault.message, "error");
    editor.mark(new Map());
    return;
  }
  if (mine === asked) check ? checked(said, one.text) : converted(said);
}

function nothing() {
  made = null;
  shown.show("");
  for (const id of ["xml", "data"]) $(id).replaceChildren();
  $("forms").replaceChildren();
  $("count").hidden = true;
  $("deposit").disabled = true;
  told({});
  line(0);
}

function converted(answer) {
  const first = made === null;
  made = { ...answer, checked: false };
  const one = sources[current];
  if (one.text === null) {
    const rows = readRows(answer);
    editor.put(rows.map(([, text]) => text.replaceAll("\n", " ")).join("\n"), rows.map(([number]) => number), true);
  }
  told({ ...answer.report, institution: answer.report.institution?.key });
  present(answer.report.findings);
  const errors = count("error"), warnings = count("warning");
  tell(errors ? says.errors.replace("{n}", errors) : warnings ? says.warnings.replace("{n}", warnings) : says.clean, errors ? "error" : warnings ? "warning" : "good");
  if (first) choose("read");
}

// What the text itself tells stands in the options, until it is overruled.
function told(report) {
  for (const id of OPTIONS) $(id).placeholder = report[id] ?? (id === "date" ? "2021-02-09" : "");
}

function checked(answer, source) {
  const first = made === null;
  told({});
  made = { ...answer, xml: source, report: answer, lines: linesOf(source), roles: {}, read: [], checked: true };
  present(answer.findings);
  const errors = count("error");
  const warnings = count("warning");
  tell(errors ? says.errors.replace("{n}", errors) : warnings ? says["valid-but"].replace("{n}", warnings) : says.valid, errors ? "error" : warnings ? "warning" : "good");
  if (first) choose(answer.findings.length || !answer.html ? "data" : "read");
}

const count = (severity) => made.report.findings.filter((one) => one.severity === severity).length;

// In which line each part of a checked document begins, by its eId.
function linesOf(source) {
  const found = {};
  source.split("\n").forEach((text, at) => { for (const [, eid] of text.matchAll(/\seId\s*=\s*["']([^"']+)["']/g)) found[eid] ??= at + 1; });
  return found;
}

// What was read and what was left out, in order.
function readRows(answer) {
  const numbers = new Set(answer.read.map(([number]) => number));
  const gone = answer.report.dropped.filter((one) => one.line && !numbers.has(one.line)).map((one) => [one.line, one.text]);
  return [...answer.read, ...gone].sort((a, b) => a[0] - b[0]);
}

function present(findings) {
  shown.show(made.html);
  shown.doubt(findings.filter((one) => one.severity === "error" && one.eId).map((one) => one.eId));
  $("data").replaceChildren();
  if (made.mends?.length) $("data").append(asDiff(made.mends, says, accept));
  $("data").append(asData(made.report, says, acts));
  const broken = made.checked && made.findings.some((one) => one.code.startsWith("XML"));
  const tree = broken ? null : parsedXml();
  if (tree) $("data").append(asNames(tree, lineOfPart, says, acts));
  $("xml").replaceChildren();
  if (!$("xml").hidden) drawXml();
  const errors = count("error"), worth = errors || count("warning");
  $("count").hidden = !worth;
  $("count").textContent = worth;
  $("count").className = errors ? "count error" : "count";
  $("count").setAttribute("aria-label", (errors ? says.errors : says.warnings).replace("{n}", worth));
  $("deposit").disabled = false;
  forms();
  editor.mark(marksOf());
  line(editor.current());
  if ($("seek").value) seek(panel());
}

function drawXml() {
  if (!made || $("xml").childElementCount) return;
  const tree = parsedXml();
  if (tree) $("xml").append(asTree(tree.documentElement));
}

function parsedXml() {
  const tree = new DOMParser().parseFromString(made.xml, "application/xml");
  return tree.querySelector("parsererror") ? null : tree;
}

function marksOf() {
  const marks = new Map();
  const put = (number, kind, why) => {
    if (!number) return;
    const one = marks.get(number) ?? { kinds: new Set(), why: [] };
    one.kinds.add(kind);
    if (why) one.why.push(why);
    marks.set(number, one);
  };
  const { report, read } = made;
  const numbers = new Set(made.checked ? [] : read.map(([number]) => number));
  for (const one of report.dropped ?? []) if (!one.within && (!numbers.has(one.line) || wholly(one))) put(one.line, "gone", one.reason);
  for (const one of report.restored ?? []) put(lineOf(one.place), "restored", `${one.source || "–"} → ${one.written}`);
  for (const one of report.unrecognised ?? []) put(one.line, "warning", says.unrecognised);
  for (const one of report.findings) if (one.severity !== "information") put(one.line ?? lineOf(one.place), one.severity, one.message);
  for (const [number] of read) if (hints.all().length && roleSaid(number)) put(number, "hinted", says["you-said"]);
  return marks;
}

const wholly = (one) => made.read.some(([number, text]) => number === one.line && text === one.text);

// ---------------------------------------------------------------- one line: what it became, what is said of it, what it is

const nameOf = () => (sources[current].name === "-" ? "" : sources[current].name);

function roleSaid(number) {
  const one = hints.lineOf(number, made.read);
  return one ? hints.roleOf(one, nameOf()) : "";
}

function partAt(number) {
  let best = "", at = 0;
  for (const [eid, begins] of Object.entries(made?.lines ?? {})) if (begins <= number && (begins > at || (begins === at && eid.length < best.length))) { best = eid; at = begins; }
  return best;
}

function line(number) {
  const said = $("line-said");
  $("line-findings").replaceChildren();
  $("line-role").hidden = true;
  if (!made || !number) { said.textContent = says["no-line"]; return; }
  const gone = (made.report.dropped ?? []).find((one) => one.line === number && !one.within);
  const eid = partAt(number), role = made.roles[number];
  const became = gone ? says.left.replace("{why}", gone.reason) : role ? named(role, eid) : belongs(eid);
  said.textContent = [says.line.replace("{n}", number), became].filter(Boolean).join(": ");
  if (!made.checked && hints.lineOf(number, made.read)) {
    $("line-role").hidden = false;
    $("role").value = roleSaid(number);
  }
  const own = made.report.findings.filter((one) => (one.line ?? lineOf(one.place)) === number && one.severity !== "information");
  if (own.length) {
    const list = document.createElement("ul");
    list.append(...own.map((one) => finding(one, says, acts)));
    $("line-findings").append(list);
  }
}

const named = (role, eid) => [says.roles[role], shown.numberOf(eid)].join(" ").trim();

// What the part is called that a line belongs to: what begins in the line where it begins.
function belongs(eid) {
  if (made.checked) return eid;
  if (/^(coverPage|preface)/.test(eid) || !eid) return says.cover;
  const role = made.roles[made.lines[eid]];
  return says["part-of"].replace("{eid}", role ? named(role, eid) : eid);
}

function sayRole(number, role) {
  const one = hints.lineOf(number, made.read);
  if (!one) return;
  hints.say(one, role, nameOf());
  editor.light(number);
  work();
}
$("role").addEventListener("change", (event) => sayRole(editor.current(), event.target.value));

const acts = {
  goTo: (number) => { if (!$("sheet").hidden) editor.enter(number); pointed(number); },
  get say() { return made?.checked ? null : sayRole; },
  option: (id) => { $("options").open = true; $(id).focus(); },
};

function accept(mends, number = 0) {
  if (number) return acts.goTo(number);
  const one = sources[current];
  one.text = mended(one.text, mends);
  editor.put(one.text);
  return work();
}

// ---------------------------------------------------------------- trace: a line and its part

function pointed(number) {
  editor.light(number, true);
  scans.light(number);
  line(number);
  lightPart(partAt(number));
}

function lightPart(eid, near = true) {
  shown.light(eid, near);
  for (const one of $("xml").querySelectorAll(".lit")) one.classList.remove("lit");
  const one = eid === "" ? null : $("xml").querySelector(`[data-eid="${CSS.escape(eid)}"]`);
  one?.classList.add("lit");
  if (one && near && !$("xml").hidden) one.scrollIntoView({ block: "nearest" });
}

// In which line the part begins that is called `eid`, or the least part around it whose line is known; 0 for none.
function lineOfPart(eid) {
  let own = eid;
  while (own && !made?.lines?.[own]) own = own.includes("__") ? own.slice(0, own.lastIndexOf("__")) : "";
  return own ? made.lines[own] : 0;
}

let lastOver = "";
function backwards(eid, enter) {
  if (!enter && eid === lastOver) return;
  lastOver = eid;
  const number = lineOfPart(eid);
  if (!number) return;
  if (enter && !$("sheet").hidden) editor.enter(number);
  editor.light(number);
  scans.light(number);
  line(number);
  lightPart(eid, false);
}

editor.onLine((number) => { scans.light(number); line(number); lightPart(partAt(number)); });
scans.onLine((number) => pointed(number));
shown.onPart((eid) => backwards(eid, false), (eid) => backwards(eid, true), async (eid) => {
  const iri = made?.report.iri ?? "", one = sources[current];
  const link = one.iri ? `${location.origin}/?iri=${encodeURIComponent(one.iri)}#${eid}` : `${iri}#${eid}`;
  try { await navigator.clipboard.writeText(link); tell(says.copied.replace("{link}", link), "good"); } catch { tell(link); }
});
for (const [kind, enter] of [["pointermove", false], ["focusin", false], ["click", true]]) {
  $("xml").addEventListener(kind, (event) => backwards(event.target.closest("[data-eid]")?.dataset.eid ?? "", enter && !event.target.closest("summary")));
}

// ---------------------------------------------------------------- tabs, search, downloads, library

const tabs = [...document.querySelectorAll("[role=tab]")];
const panel = () => { const open = tabs.find((tab) => tab.getAttribute("aria-selected") === "true").id.slice(4); return open === "read" ? shown.within() : $(open); };
function choose(name) {
  for (const tab of tabs) {
    const on = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", on);
    tab.tabIndex = on ? 0 : -1;
    $(tab.getAttribute("aria-controls")).hidden = !on;
  }
  if (name === "xml") drawXml();
  if (made) lightPart(partAt(editor.current()));
  if ($("seek").value) seek(panel());
}
for (const tab of tabs) {
  tab.addEventListener("click", () => choose(tab.id.slice(4)));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    next.focus();
    choose(next.id.slice(4));
  });
}
onSeek(panel, (found, sought) => { if (sought.trim().length > 1) tell(says.hits.replace("{n}", found)); });
for (const menu of document.querySelectorAll(".menu")) {
  menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); } });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target) && !event.target.closest(".mend")) menu.open = false; });
}

const stem = () => (sources[current].name === "-" ? "document" : sources[current].name.replace(/\.[^.]*$/, "").replaceAll(/[^\p{L}\p{N}._-]+/gu, "_"));
function save(content, ending, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = `${stem()}${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  $("save").open = false;
}

function forms() {
  const rows = [
    ["xml", ".xml", () => new Blob([made.xml], { type: "application/xml" })],
    ["report", ".report.json", () => JSON.stringify(made.report, null, 2)],
    ...(hints.all().length ? [["hints", ".hints.toml", () => hints.written()]] : []),
    ...[["html", ".html"], ["text", ".txt"], ["markdown", ".md"], ["csv", ".csv"], ["json", ".json"], ["jsonl", ".jsonl"], ["parquet", ".parquet"], ["jsonld", ".jsonld"], ["pandoc", ".pandoc.json"], ["akn4un", ".akn4un.xml"]].map(([to, ending]) => (
      [to, ending, async () => (await ask("/render", { to, name: stem() }, made.xml)).blob()]
    )),
  ];
  $("forms").replaceChildren(...rows.map(([name, ending, content]) => {
    const item = document.createElement("li");
    item.append(button(`${says.forms[name]} (${ending})`, async () => {
      try { save(await content(), ending, "text/plain"); } catch (fault) { tell(fault.message, "error"); }
    }));
    item.firstChild.id = `save-${name}`;
    return item;
  }));
}

function room(name) {
  for (const one of ["work", "library"]) {
    $(one).hidden = one !== name;
    $(`room-${one}`).setAttribute("aria-pressed", one === name);
  }
}
async function fetched(iri, eid = "") {
  const text = await (await ask("/get", { iri })).text();
  sources = [{ name: `${iri.replaceAll("/", "_").replace(/^_/, "")}.xml`, blob: null, text, iri }];
  $("opened").hidden = true;
  room("work");
  await open(0);
  choose("read");
  const one = shown.part(eid);
  if (one) { one.scrollIntoView({ block: "center" }); shown.light(eid, false); }
}
$("deposit").addEventListener("click", async () => {
  try {
    const done = await (await ask("/deposit", { name: `${stem()}.xml` }, made.xml)).json();
    tell(done.reason || says.deposited.replace("{iri}", done.expression).replace("{outcome}", says.outcomes[done.outcome] ?? done.outcome), done.outcome === "refused" ? "error" : "good");
  } catch (fault) { tell(fault.message, "error"); }
});

const browse = library(says, tell, fetched);
$("room-work").addEventListener("click", () => room("work"));
$("room-library").addEventListener("click", () => { room("library"); if (!$("found").childElementCount) browse(); });

editor.put("");
welcome();
line(0);
const health = await (await fetch("/health")).json();
$("rooms").hidden = !health.library;
$("deposit").hidden = !health.library;
for (const [id, known] of Object.entries(health.known ?? {})) $(id).append(...known.map((one) => new Option(one)));
const iri = new URLSearchParams(location.search).get("iri");
if (iri && health.library) fetched(iri, decodeURIComponent(location.hash.slice(1))).catch((fault) => tell(fault.message, "error"));
