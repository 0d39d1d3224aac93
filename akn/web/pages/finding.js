// Words found in what is shown: all of them lit, Enter goes to the next.
const field = document.getElementById("seek");
let spots = [], at = -1;

// `panel` gives the element that is looked through, and what scrolls it.
export function onSeek(panel, tell) {
  field.addEventListener("input", () => { seek(panel()); tell(spots.length, field.value); });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !spots.length) return;
    event.preventDefault();
    at = (at + (event.shiftKey ? spots.length - 1 : 1)) % spots.length;
    const range = spots[at], one = range.startContainer.parentElement;
    for (let around = one.closest("details:not([open])"); around; around = around.parentElement.closest("details:not([open])")) around.open = true;
    CSS.highlights?.set("found-now", new Highlight(range));
    one.scrollIntoView({ block: "center" });
  });
}

export function seek(place) {
  CSS.highlights?.clear();
  spots = [];
  at = -1;
  const words = field.value.trim().toLowerCase();
  if (words.length < 2) return;
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && spots.length < 5000; node = walker.nextNode()) {
    const text = node.data.toLowerCase();
    for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, start + words.length);
      spots.push(range);
    }
  }
  CSS.highlights?.set("found", new Highlight(...spots));
}
