// Questions to the server, and to no other; the key is asked for once, where the server wants one.
let key = sessionStorage.getItem("akn-key") ?? "";

export class Refused extends Error {
  constructor(status, detail) { super(detail); this.status = status; }
}

async function sent(path, values, body) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== "" && value !== undefined));
  const headers = key ? { Authorization: `Bearer ${String.fromCharCode(...new TextEncoder().encode(key))}` } : {};
  try {
    return await fetch(`${path}?${query}`, body === undefined ? { headers } : { method: "POST", headers, body });
  } catch (fault) {
    throw new Refused(0, String(fault));
  }
}

// The answer to a request; `values` stand in its address, `body` makes it a POST.
export async function ask(path, values = {}, body = undefined) {
  let answer = await sent(path, values, body);
  while (answer.status === 401) {
    if (!await keyGiven()) break;
    answer = await sent(path, values, body);
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({ detail: answer.statusText }));
    throw new Refused(answer.status, problem.detail);
  }
  return answer;
}

// What a request carries besides its address: one file, and values that are too long for an address.
export function form(content, name, values) {
  const out = new FormData();
  for (const [one, value] of Object.entries(values)) if (value) out.append(one, value);
  out.append("file", content instanceof Blob ? content : new Blob([content]), name);
  return out;
}

function keyGiven() {
  const dialog = document.getElementById("ask-key"), field = document.getElementById("key");
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => {
    key = field.value.trim();
    sessionStorage.setItem("akn-key", key);
    done(key !== "");
  }, { once: true }));
}
