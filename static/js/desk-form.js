// A form of the desk: what went wrong has the focus first; an address of a source that is held says so; and what was
// typed stays in this browser until the server has it.
document.querySelector("[data-focus]")?.focus();

const address = document.getElementById("f-source_url");
const held = document.querySelector("[data-held]");

if (address && held) {
  const asked = document.querySelector("[data-new-source]");
  held.setAttribute("role", "status");

  const look = async () => {
    const url = address.value.trim();
    held.hidden = true;
    asked.hidden = false;
    if (!/^https?:\/\/./.test(url)) return;
    try {
      const answer = await fetch(`/log/find/?${new URLSearchParams({ table: "sources", url })}`);
      const [found] = answer.ok ? (await answer.json()).results : [];
      if (url !== address.value.trim()) return;
      held.textContent = found
        ? `Held already: ${found.label} (${found.also}). It will be cited.`
        : "Not held yet: give its title and publisher, and it will be recorded too.";
      held.toggleAttribute("data-known", Boolean(found));
      held.hidden = false;
      asked.hidden = Boolean(found);
    } catch {
      // No connection: the server will ask.
    }
  };
  address.addEventListener("change", look);
  if (address.value) look();
}

const form = document.querySelector("form[data-draft]");
if (form) keepDraft(form);

function keepDraft(form) {
  const at = `desk:${form.dataset.draftUser}:${form.dataset.draft}`;
  const said = form.querySelector("[data-kept]");
  const offer = document.querySelector("[data-draft-offer]");
  const skipped = new Set(["csrfmiddlewaretoken", "another", "kept"]);

  const read = () => [...new FormData(form)].filter(([name]) => !skipped.has(name));
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const stored = () => {
    try {
      return JSON.parse(localStorage.getItem(at));
    } catch {
      return null;
    }
  };
  const asServed = read();
  let waits;

  const keep = () => {
    try {
      localStorage.setItem(at, JSON.stringify({ when: Date.now(), fields: read() }));
      form.elements.kept.value = "yes"; // for the server, should it have to lead elsewhere first
      if (!navigator.onLine) said.textContent = "No connection. What you typed is kept in this browser.";
    } catch {
      // Storage is full or closed: the form works without.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(keep, 400);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(waits);
    keep();
    if (navigator.onLine) return;
    event.preventDefault();
    said.textContent = "No connection: nothing is sent yet. What you typed is kept in this browser; press again when you are connected.";
  });
  window.addEventListener("online", () => {
    said.textContent = "Connected again: you can save.";
  });

  const put = (fields) => {
    for (const element of form.elements) {
      if (!element.name || skipped.has(element.name) || element.type === "submit") continue;
      const values = fields.filter(([name]) => name === element.name).map(([, value]) => value);
      if (element.type === "checkbox" || element.type === "radio") element.checked = values.includes(element.value);
      else element.value = values[0] ?? "";
      const folded = element.closest("details");
      if (folded && values[0]) folded.open = true;
    }
  };

  // After a refusal the server has sent back what was typed: there is nothing to offer.
  const draft = stored();
  const refused = document.querySelector("[data-focus]");
  if (!draft || !offer || refused || same(draft.fields, asServed)) return;
  offer.className = "notice tone-doubt";
  const words = document.createElement("p");
  words.textContent = `You typed here on ${new Date(draft.when).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}, and it was not saved. `;
  const bring = button("Bring it back", () => {
    put(draft.fields);
    offer.hidden = true;
    form.querySelector("input:not([type=hidden]), select, textarea").focus();
  });
  const drop = button("Let it go", () => {
    localStorage.removeItem(at);
    offer.hidden = true;
  });
  offer.append(document.createElement("span"), words);
  words.append(bring, " ", drop);
  offer.setAttribute("role", "status");
  offer.hidden = false;
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}
