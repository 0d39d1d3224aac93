// The library: what it holds, read, compared, counted; and who cites whom.
import { ask } from "/page/asking.js";
import { button } from "/page/data.js";
import { parsed } from "/page/document.js";

const $ = (id) => document.getElementById(id);
const root = $("shown").attachShadow({ mode: "open" });
let chosen = [];

// Show a page that the server made, apart from the style of this one.
function show(html) {
  const { page, style } = parsed(html), sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  const body = document.createElement("article"), main = page.querySelector("main") ?? page.body;
  body.lang = page.documentElement.lang;
  body.append(...main.childNodes);
  for (const one of body.querySelectorAll("h1")) { const lower = document.createElement("h3"); lower.append(...one.childNodes); one.replaceWith(lower); }
  root.adoptedStyleSheets = [sheet];
  root.replaceChildren(body);
  $("shown").scrollTop = 0;
  $("shown").scrollIntoView({ block: "nearest" });
}

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  root.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)))?.scrollIntoView();
});

export function library(says, tell, open) {
  const tried = async (act) => { try { await act(); } catch (fault) { tell(fault.message, "error"); } };

  async function find(values) {
    const { documents } = await (await ask("/find", values)).json();
    tell(says.found.replace("{n}", documents.length));
    chosen = [];
    $("compare").disabled = true;
    $("found").replaceChildren(...documents.map((one) => held(one)));
    if (!documents.length) { const none = document.createElement("li"); none.textContent = says.nothing; $("found").append(none); }
  }

  function held(one) {
    const item = document.createElement("li"), box = document.createElement("input"), label = document.createElement("label");
    const head = document.createElement("p"), title = document.createElement("bdi"), said = document.createElement("p"), acts = document.createElement("p");
    box.type = "checkbox";
    box.addEventListener("change", () => {
      chosen = box.checked ? [...chosen, one.expression] : chosen.filter((name) => name !== one.expression);
      $("compare").disabled = chosen.length !== 2;
    });
    title.textContent = one.title || one.expression;
    label.append(box, " ", title);
    head.className = "head";
    head.append(label);
    said.className = "said";
    said.textContent = [one.date, one.language, one.kind, one.expression].filter(Boolean).join(" · ");
    acts.className = "acts";
    acts.append(
      button(says.open, () => tried(() => open(one.expression))), " ",
      button(says.languages, () => tried(async () => show(await (await ask("/compare", { a: one.work, to: "html" })).text()))), " ",
      button(says.cited, () => tried(() => find({ cites: one.work }))),
    );
    item.append(head, said);
    if (one.excerpt) { const excerpt = document.createElement("p"); excerpt.className = "excerpt"; excerpt.textContent = one.excerpt; item.append(excerpt); }
    item.append(acts);
    return item;
  }

  $("search").addEventListener("submit", (event) => {
    event.preventDefault();
    tried(() => find({ q: $("q").value.trim(), cites: $("q-cites").value.trim() }));
  });
  $("compare").addEventListener("click", () => tried(async () => show(await (await ask("/compare", { a: chosen[0], b: chosen[1], to: "html" })).text())));
  $("overview").addEventListener("click", () => tried(async () => show(await (await ask("/overview")).text())));
  return () => tried(() => find({}));
}
