// The source: a text field over rows that carry the numbers and the marks of its lines, so that lines may wrap.
const $ = (id) => document.getElementById(id);
const field = $("text"), rows = $("rows"), sheet = $("sheet");
let shown = [];        // the texts of the rows
let lines = null;      // the number of each row; null where rows are the lines of the text
let chosen = -1;       // the place of the row that is lit, -1 for none

export const source = () => field.value;
export const numberAt = (place) => (lines ? lines[place] : place + 1);
export const placeOf = (line) => (lines ? lines.indexOf(line) : line - 1);
export const textAt = (place) => shown[place] ?? "";
export const current = () => (chosen < 0 ? 0 : numberAt(chosen));
export const leave = () => { chosen = -1; };
// What was pasted is looked at from its beginning.
export function begin() {
  field.setSelectionRange(0, 0);
  sheet.scrollTop = 0;
  leave();
}

// Show `text`; with `numbers` it cannot be changed, and its rows have these.
export function put(text, numbers = null, readOnly = false) {
  if (field.value !== text) field.value = text;
  field.readOnly = readOnly;
  lines = numbers;
  drawn();
}

// Draw the rows anew, those alone that are not as they were.
export function drawn() {
  const now = field.value.split("\n");
  let head = 0, tail = 0;
  const most = Math.min(now.length, shown.length);
  while (head < most && now[head] === shown[head]) head += 1;
  while (tail < most - head && now[now.length - 1 - tail] === shown[shown.length - 1 - tail]) tail += 1;
  for (let at = shown.length - tail - 1; at >= head; at -= 1) rows.children[at].remove();
  const fresh = document.createDocumentFragment();
  for (let at = head; at < now.length - tail; at += 1) fresh.append(row(now[at]));
  rows.insertBefore(fresh, rows.children[head] ?? null);
  shown = now;
  let at = 0;
  for (const one of rows.children) {
    const number = String(numberAt(at));
    if (one.firstChild.textContent !== number) one.firstChild.textContent = number;
    at += 1;
  }
}

function row(text) {
  const out = document.createElement("div"), number = document.createElement("span"), said = document.createElement("span");
  number.className = "n";
  said.className = "t";
  said.textContent = text || "\u200b";
  out.append(number, said);
  return out;
}

// Mark the rows: line number to {kind, why}.
export function mark(marks) {
  let at = 0;
  for (const one of rows.children) {
    const known = marks.get(numberAt(at));
    one.className = known ? [...known.kinds].join(" ") : "";
    one.firstChild.title = known?.why.join("\n") ?? "";
    at += 1;
  }
  if (chosen >= 0) light(numberAt(chosen), false);
}

// Light the row of a line, and bring it into sight.
export function light(line, near = true) {
  rows.querySelector(".lit")?.classList.remove("lit");
  const place = placeOf(line), one = rows.children[place];
  if (!one) return;
  chosen = place;
  one.classList.add("lit");
  if (near) {
    const top = one.offsetTop, end = top + one.offsetHeight;
    if (top < sheet.scrollTop) sheet.scrollTop = top - 40;
    else if (end > sheet.scrollTop + sheet.clientHeight) sheet.scrollTop = end - sheet.clientHeight + 40;
  }
}

// Put the cursor into a line.
export function enter(line) {
  const place = placeOf(line);
  if (place < 0) return;
  const start = shown.slice(0, place).reduce((sum, one) => sum + one.length + 1, 0);
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, start);
  light(line);
}

// `done` is called with the line that the cursor stands in, and with one whose number is clicked on.
export function onLine(done) {
  document.addEventListener("selectionchange", () => {
    if (document.activeElement !== field) return;
    let place = 0;
    for (let at = field.value.indexOf("\n"); at >= 0 && at < field.selectionStart; at = field.value.indexOf("\n", at + 1)) place += 1;
    if (place === chosen && rows.children[place]?.classList.contains("lit")) return;
    light(numberAt(place), false);
    done(numberAt(place));
  });
  rows.addEventListener("click", (event) => {
    const place = [...rows.children].indexOf(event.target.closest("#rows > div"));
    if (place >= 0) { enter(numberAt(place)); done(numberAt(place)); }
  });
}
