// The pages of a PDF as they were printed, with the line lit that is looked at.
import { ask } from "/page/asking.js";

const place = document.getElementById("scans");
let sight = null, file = null;

// Take the PDF `blob`; null for none. Returns whether there are pages to show.
export async function take(blob, says) {
  sight = null;
  file = blob;
  for (const one of place.querySelectorAll("img")) URL.revokeObjectURL(one.src);
  place.replaceChildren();
  if (!blob) return false;
  const mine = await (await ask("/pages", { name: "-" }, blob)).json();
  if (file !== blob) return false;
  sight = mine;
  for (const [at, [wide, high]] of sight.pages.entries()) {
    const page = document.createElement("figure"), mark = document.createElement("div");
    page.style.setProperty("aspect-ratio", `${wide} / ${high}`);
    page.dataset.page = at + 1;
    page.setAttribute("aria-label", says.page.replace("{n}", at + 1));
    mark.className = "spot";
    mark.hidden = true;
    page.append(mark);
    place.append(page);
    seen.observe(page);
  }
  return true;
}

// Pages are drawn when they come into sight.
const seen = new IntersectionObserver((found) => {
  for (const one of found) if (one.isIntersecting) { seen.unobserve(one.target); draw(one.target); }
}, { root: place, rootMargin: "400px" });

async function draw(page) {
  const mine = file;
  const picture = await (await ask("/pages", { page: page.dataset.page }, mine)).blob();
  if (mine !== file) return;
  const image = document.createElement("img");
  image.src = URL.createObjectURL(picture);
  image.alt = page.getAttribute("aria-label");
  page.prepend(image);
}

export function light(line) {
  for (const one of place.querySelectorAll(".spot")) one.hidden = true;
  const spot = sight?.lines[line];
  if (!spot) return;
  const [page, left, top, right, bottom] = spot;
  const figure = place.children[page - 1], mark = figure?.querySelector(".spot");
  if (!mark) return;
  const set = { left, top, width: right - left, height: bottom - top };
  for (const [name, value] of Object.entries(set)) mark.style.setProperty(name, `${100 * value}%`);
  mark.hidden = false;
  if (!place.hidden) {
    const box = mark.getBoundingClientRect(), around = place.getBoundingClientRect();
    if (box.top < around.top || box.bottom > around.bottom) place.scrollTop += box.top - around.top - around.height / 3;
  }
}

// `done` is called with the line that is clicked on.
export function onLine(done) {
  place.addEventListener("click", (event) => {
    const page = event.target.closest("figure");
    if (!page || !sight) return;
    const box = page.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width, y = (event.clientY - box.top) / box.height;
    const hit = Object.entries(sight.lines).find(([, [at, left, top, right, bottom]]) => at === Number(page.dataset.page) && x >= left && x <= right && y >= top && y <= bottom);
    if (hit) done(Number(hit[0]));
  });
}
