// Akoma Ntoso as it reads: each part keeps its eId, so that a line of the source can find it.
const BLOCKS = new Set(["p", "num", "heading", "subheading", "formula", "docTitle", "longTitle", "crossHeading", "intro", "wrapUp", "content", "block"]);
const CELLS = { table: "table", tr: "tr", td: "td", th: "th", caption: "caption" };
const SKIPPED = new Set(["meta"]);

export function reading(tree, doubtful, says) {
  const out = document.createDocumentFragment();
  const lang = tree.querySelector("FRBRlanguage")?.getAttribute("language");
  const box = document.createElement("article");
  try { if (lang) box.lang = Intl.getCanonicalLocales(lang)[0]; } catch { /* no language that a browser knows */ }
  box.dir = "auto";
  for (const child of tree.documentElement.children) box.append(written(child, doubtful, says));
  out.append(box);
  return out;
}

function written(node, doubtful, says) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || SKIPPED.has(node.localName)) return document.createTextNode("");
  const name = node.localName;
  if (name === "br" || name === "eol") return document.createElement("br");
  if (name === "authorialNote") return note(node, doubtful, says);
  const out = document.createElement(tagOf(node));
  out.className = name;
  const eid = node.getAttribute("eId");
  if (eid) { out.dataset.eid = eid; out.id = eid; }
  if (eid && node.querySelector(":scope > num, :scope > p, :scope > content, :scope > list")) {
    out.classList.add("part");
    if (doubtful.has(eid)) out.classList.add("doubtful");
    out.append(copying(eid, says));
  }
  if (node.getAttribute("name") === "unrecognised") out.classList.add("unrecognised");
  if (out.tagName === "A") link(out, node);
  for (const attribute of ["colspan", "rowspan"]) if (node.hasAttribute(attribute)) out.setAttribute(attribute, node.getAttribute(attribute));
  for (const child of node.childNodes) out.append(written(child, doubtful, says));
  return out;
}

function tagOf(node) {
  const name = node.localName;
  if (name in CELLS) return CELLS[name];
  if (name === "ref" || name === "rref") return "a";
  if (name === "b" || name === "i" || name === "u" || name === "sup" || name === "sub") return name;
  if (name === "heading" || name === "docTitle") return node.closest("preface, coverPage") && name === "docTitle" ? "span" : name === "heading" ? "h3" : "span";
  if (name === "p" || name === "formula") return "p";
  if (name === "num" || name === "subheading") return "span";
  return BLOCKS.has(name) || node.querySelector("p, num, heading, content") ? "div" : "span";
}

// A link leads where it says, and nowhere that runs anything.
function link(out, node) {
  const href = node.getAttribute("href") ?? "";
  if (/^https?:\/\//.test(href)) { out.href = href; out.rel = "noreferrer"; }
  else if (/^[#~][\w.-]+$/.test(href)) out.href = `#${href.slice(1)}`;
  else out.title = href;
}

function note(node, doubtful, says) {
  const out = document.createElement("span");
  out.className = "note";
  out.dataset.eid = node.getAttribute("eId") ?? "";
  out.append(` [${says.note} ${node.getAttribute("marker") ?? ""}: `);
  for (const child of node.childNodes) {
    for (const inner of child.localName === "p" ? child.childNodes : [child]) out.append(written(inner, doubtful, says));
  }
  out.append("]");
  return out;
}

function copying(eid, says) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "#";
  button.dataset.copies = eid;
  button.setAttribute("aria-label", says.copy.replace("{eid}", eid));
  return button;
}
