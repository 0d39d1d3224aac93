// The document as it reads: the page of `akn render --to html`, shown inside this one and apart from its style.
const host = document.getElementById("read");
const root = host.attachShadow({ mode: "open" });
const place = document.createElement("div");
place.className = "body";
for (const name of ["document", "shown"]) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = `/page/${name}.css`;
  root.append(sheet);
}
root.append(place);

// A page that the server made, and its style; nothing in it may run, and this page lets it bring no style of its own.
export function parsed(html) {
  const style = [];
  const bare = html.replaceAll(/<style>([^]*?)<\/style>/g, (_, one) => { style.push(one); return ""; }).replaceAll(/(<[^<>]*?) style="([^"<>]*)"/g, '$1 data-style="$2"');
  const page = new DOMParser().parseFromString(bare, "text/html");
  for (const one of page.querySelectorAll("script, style, link, meta, base, iframe, object, embed")) one.remove();
  for (const one of page.querySelectorAll("[data-style]")) one.style.cssText = one.dataset.style;
  return { page, style: style.join("\n").replaceAll(":root", ":host").replaceAll(/^body \{/gm, ":host {") };
}

// Show the page in `html`, "" for none; where it was read stays in sight.
export function show(html) {
  const top = host.scrollTop;
  place.replaceChildren();
  if (!html) return;
  const { page } = parsed(html);
  const frame = page.querySelector(".frame"), body = page.querySelector("main");
  if (!body) return;
  // Landmarks and the greatest heading are those of this page.
  const article = renamed(body, "article");
  for (const one of article.querySelectorAll("h1")) one.replaceWith(renamed(one, "h3", "title"));
  article.lang = page.documentElement.lang;
  const contents = frame?.querySelector("nav");
  if (contents) contents.querySelector("details").open = false;
  place.append(...(contents ? [contents] : []), article);
  host.scrollTop = top;
}

function renamed(old, name, more = "") {
  const out = document.createElement(name);
  for (const one of old.attributes) if (one.name !== "id" || name !== "article") out.setAttribute(one.name, one.value);
  if (more) out.classList.add(more);
  out.append(...old.childNodes);
  return out;
}

export const part = (eid) => (eid ? root.getElementById(eid) : null);
export const numberOf = (eid) => part(eid)?.querySelector(".akn-num")?.textContent.trim() ?? "";
export const within = () => place;

export function light(eid, near = true) {
  for (const one of place.querySelectorAll(".lit")) one.classList.remove("lit");
  const one = part(eid);
  if (!one) return;
  one.classList.add("lit");
  if (near && !host.hidden) into(one);
}

// Bring a part into sight, and scroll nothing but the panel.
export function into(one) {
  const box = one.getBoundingClientRect(), around = host.getBoundingClientRect();
  if (box.top < around.top || box.bottom > around.bottom) host.scrollTop += box.top - around.top - 80;
}

// Parts that are doubted: their eIds.
export function doubt(eids) {
  for (const eid of eids) part(eid)?.classList.add("doubtful");
}

// `over` is called with the eId of the part that is pointed at or focused, `chosen` where it is clicked on.
export function onPart(over, chosen, copied) {
  const eidOf = (event) => event.composedPath().find((one) => one.dataset?.eid)?.dataset.eid ?? "";
  // What moves under a pointer that stands still is not pointed at.
  let at = "";
  place.addEventListener("pointermove", (event) => {
    if (at === (at = `${event.clientX} ${event.clientY}`)) return;
    over(eidOf(event));
  });
  place.addEventListener("focusin", (event) => over(eidOf(event)));
  place.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link?.getAttribute("href")?.startsWith("#")) {
      event.preventDefault();
      const eid = decodeURIComponent(link.getAttribute("href").slice(1));
      if (link.classList.contains("self")) copied(eid);
      const aim = root.getElementById(eid);
      if (aim) { aim.scrollIntoView({ block: "center" }); light(eid, false); }
      return;
    }
    if (link) { link.target = "_blank"; link.rel = "noreferrer"; return; }
    if (!event.target.closest("summary, button") && !String(getSelection())) chosen(eidOf(event));
  });
}
