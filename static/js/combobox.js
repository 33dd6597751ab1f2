// Fields that find rows as one types (the combobox of ARIA 1.2). Without this script they are text fields, and the server
// reads the same words.
const PAUSE = 120; // ms of quiet before the server is asked

for (const input of document.querySelectorAll("input[data-find]")) combobox(input);

function combobox(input) {
  const several = "several" in input.dataset;
  const list = document.createElement("ul");
  const told = document.createElement("span");
  list.id = `${input.id}-list`;
  list.className = "finds";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", `Found for ${input.labels[0]?.firstChild.textContent.trim() ?? input.name}`);
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  input.after(list, told);
  input.parentElement.classList.add("field--finds");
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-haspopup": "listbox",
  })) {
    input.setAttribute(name, value);
  }

  let found = [];
  let at = -1;
  let asked = 0;
  let waits;

  // The part between the signs in which the cursor stands.
  const part = () => {
    if (!several) return { start: 0, end: input.value.length };
    const place = input.selectionStart ?? input.value.length;
    const start = input.value.lastIndexOf(";", place - 1) + 1;
    const next = input.value.indexOf(";", place);
    return { start, end: next < 0 ? input.value.length : next };
  };
  const words = () => {
    const { start, end } = part();
    return input.value.slice(start, end).trim();
  };

  const close = () => {
    asked += 1;
    clearTimeout(waits);
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (place) => {
    at = place;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const choose = (place) => {
    const { start, end } = part();
    const before = several && start ? `${input.value.slice(0, start)} ` : "";
    const after = several ? input.value.slice(end) : "";
    const closing = several && !after ? "; " : "";
    input.value = `${before}${found[place].value}${closing}${after}`;
    const cursor = before.length + found[place].value.length + closing.length;
    input.setSelectionRange(cursor, cursor);
    close();
    told.textContent = `${found[place].label} chosen.`;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  };
  const show = () => {
    list.replaceChildren(
      ...found.map((one, index) => {
        const item = document.createElement("li");
        const name = document.createElement("span");
        const also = document.createElement("small");
        item.id = `${list.id}-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        name.textContent = one.label;
        also.textContent = one.also;
        item.append(name, " ", also);
        item.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          choose(index);
        });
        return item;
      }),
    );
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    told.textContent = found.length ? `${found.length} found; arrow keys choose.` : "Nothing found.";
    mark(-1);
  };
  const look = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(`/log/find/?${new URLSearchParams({ table: input.dataset.find, q: words() })}`);
      if (!answer.ok) return;
      const { results } = await answer.json();
      if (mine !== asked || document.activeElement !== input) return;
      found = results;
      show();
    } catch {
      // No connection: the field stays a text field.
    }
  };

  input.addEventListener("input", (event) => {
    if (!event.isTrusted && !event.inputType) return;
    clearTimeout(waits);
    if (!words()) return close();
    waits = setTimeout(look, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return look();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(at < 0 && step < 0 ? found.length - 1 : (at + step + found.length) % found.length);
    } else if (event.key === "Enter" && open && at >= 0) {
      event.preventDefault();
      choose(at);
    } else if (event.key === "Tab" && open && at >= 0) {
      choose(at);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", close);
}
