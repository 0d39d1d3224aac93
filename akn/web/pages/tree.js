// XML as a tree that folds.
export function asTree(element, depth = 0) {
  const elements = [...element.children];
  const head = document.createElement(elements.length ? "summary" : "div");
  head.append(tagged(element));
  if (!elements.length) {
    if (element.textContent) head.append(element.textContent, closing(element));
    mark(head, element);
    return head;
  }
  const out = document.createElement("details");
  out.open = element.localName !== "meta";
  mark(out, element);
  out.append(head);
  for (const child of element.childNodes) {
    if (child.nodeType === Node.ELEMENT_NODE) out.append(asTree(child, depth + 1));
    else if (child.nodeType === Node.TEXT_NODE && child.data.trim()) out.append(child.data);
  }
  const end = document.createElement("div");
  end.append(closing(element));
  out.append(end);
  return out;
}

function mark(node, element) {
  const eid = element.getAttribute("eId");
  if (eid) node.dataset.eid = eid;
}

function tagged(element) {
  const out = document.createElement("span");
  out.append(coloured("tag", `<${element.nodeName}`));
  for (const one of element.attributes) out.append(" ", coloured("attribute", one.name), `="${one.value}"`);
  out.append(coloured("tag", element.childNodes.length ? ">" : "/>"));
  return out;
}

const closing = (element) => coloured("tag", `</${element.nodeName}>`);

function coloured(kind, content) {
  const out = document.createElement("span");
  out.className = kind;
  out.textContent = content;
  return out;
}
