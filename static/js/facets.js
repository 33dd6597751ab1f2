// A list answers in place. What narrows, orders or pages it is fetched from the address that its link or form leads to
// anyhow, and its parts are put in: filters, results, the day. The sentence above the results is a status, so it is read out.
const list = document.getElementById("list");
const said = document.getElementById("applied");
const parts = [...list.querySelectorAll("[data-part]")];
let shown = new URL(location.href);
let asking = null;

// On a narrow screen the filters start closed, so that the rows are near; with an error they stay open.
const box = list.querySelector("details.facets__box");
if (matchMedia("(max-width: 61.99rem)").matches && !box.querySelector(".field--wrong")) box.open = false;

const same = (one, other) => one.pathname === other.pathname && one.search === other.search;

// Where a form leads: its filled fields, as the browser would send them, without the empty ones.
const addressOf = (form) => {
  const address = new URL(location.pathname, location.origin);
  for (const [name, value] of new FormData(form)) if (value.trim()) address.searchParams.append(name, value);
  return address;
};

const ask = async (address) => {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  list.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("list")) throw new Error("That is no list.");
    list.removeAttribute("aria-busy");
    return page;
  } catch (error) {
    // Another question came in between; or there is no answer, and the browser shall show why.
    if (!signal.aborted) location.assign(address);
    return null;
  }
};

const show = async (address, { again = false } = {}) => {
  const page = await ask(address);
  if (!page) return;
  if (!again && !same(address, shown)) history.pushState(null, "", address);
  shown = address;
  put(page);
};

// The parts of the fresh page, with what the reader had opened, typed and stood on.
const put = (page) => {
  const at = document.activeElement;
  const typing = at?.matches("input:not([type=checkbox])") ? [at.value, at.selectionStart, at.selectionEnd] : null;
  const within = parts.find((part) => part.contains(at));
  const open = parts.flatMap((part) => [...part.querySelectorAll("details[id]")].map((one) => [one.id, one.open]));
  for (const part of parts) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    part.replaceChildren(...(fresh?.childNodes ?? []));
  }
  for (const [id, was] of open) {
    const one = document.getElementById(id);
    if (one && !one.querySelector(".field--wrong")) one.open = was;
  }
  document.title = page.title;
  said.textContent = page.getElementById("applied").textContent;
  for (const link of document.querySelectorAll("head link[rel=alternate]")) link.remove();
  document.head.append(...page.querySelectorAll("head link[rel=alternate]"));
  if (!within) return;
  const stay = at.id && document.getElementById(at.id);
  if (stay) {
    if (typing) [stay.value] = typing;
    stay.focus({ preventScroll: true });
    if (typing && stay.type !== "number") stay.setSelectionRange(typing[1], typing[2]);
  } else {
    said.focus();
  }
};

list.addEventListener("submit", (event) => {
  if (event.target.method !== "get") return;
  event.preventDefault();
  show(addressOf(event.target));
});

list.addEventListener("change", (event) => {
  const form = event.target.closest("form.facets");
  if (form) show(addressOf(form));
});

list.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const address = new URL(link.href);
  if (address.origin !== location.origin || address.pathname !== location.pathname || address.hash) return;
  event.preventDefault();
  show(address);
});

// Back and forward; not the jumps within the page.
addEventListener("popstate", () => {
  const address = new URL(location.href);
  if (!same(address, shown)) show(address, { again: true });
});
