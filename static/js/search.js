// Suggestions while typing, for every field that names where they come from:
//   data-suggest="/search/suggest/"   the address that is asked with ?q=
//   data-suggest-of="actor"           of which kind (record, actor); without it, everything
//   data-suggest-fill="title"         which part of the chosen one is written into the field; without it, its page opens
// Without this script the fields are plain ones, in plain forms.
const WAIT = 120; // milliseconds without a key before anything is asked
const SHORTEST = 2;
const known = new Map(); // address asked: suggestions; as long as this page stands
let fields = 0;

const make = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
};

class Suggestions {
  constructor(input) {
    this.input = input;
    this.id = `suggestions-${++fields}`;
    this.rows = [];
    this.at = -1;
    this.build();
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.choose([...this.list.children].indexOf(row));
    });
  }

  build() {
    const { input, id } = this;
    const focused = document.activeElement === input;
    if (input.type === "search") input.type = "text"; // a search field may not be a combobox
    input.removeAttribute("list");
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries({ ...roles, autocomplete: "off", enterkeyhint: "search" })) input.setAttribute(name, value);
    const label = (input.labels[0]?.textContent ?? "").trim();
    this.list = make("ul", { id, role: "listbox", "aria-label": `Suggestions: ${label}`, class: "suggestions", hidden: "" });
    this.told = make("span", { role: "status", class: "visually-hidden" });
    const box = make("span", { class: "suggests" });
    input.before(box);
    box.append(input, this.list, this.told);
    if (focused) input.focus();
  }

  get address() {
    const { suggest, suggestOf } = this.input.dataset;
    const params = new URLSearchParams({ q: this.input.value.trim().slice(0, 200) });
    if (suggestOf) params.set("of", suggestOf);
    return `${suggest}?${params}`;
  }

  later() {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (this.input.value.trim().length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const { address } = this;
    if (!known.has(address)) {
      this.asking = new AbortController();
      try {
        const answer = await fetch(address, { signal: this.asking.signal });
        if (!answer.ok) return this.close();
        known.set(address, (await answer.json()).results);
      } catch {
        return this.close(); // asked anew meanwhile, or out of reach
      }
    }
    if (address === this.address && document.activeElement === this.input) this.show(known.get(address));
  }

  show(rows) {
    this.rows = rows;
    this.at = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(
      ...rows.map((row, place) =>
        make(
          "li",
          { id: `${this.id}-${place}`, role: "option", "aria-selected": "false", class: "suggestion" },
          make("span", { class: "suggestion__name" }, row.title),
          make("span", { class: "suggestion__kind" }, row.subtitle ? `${row.label} · ${row.subtitle}` : row.label),
        ),
      ),
    );
    this.open = rows.length > 0;
    this.told.textContent = rows.length ? `${rows.length} suggestion${rows.length > 1 ? "s" : ""}. Up and down keys choose.` : "No suggestions.";
  }

  set open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  get open() {
    return !this.list.hidden;
  }

  close() {
    clearTimeout(this.timer);
    this.open = false;
    this.move(-1);
    this.told.textContent = "";
  }

  move(to) {
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = to;
    const row = this.list.children[to];
    if (row) {
      row.setAttribute("aria-selected", "true");
      row.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", row.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const last = this.rows.length - 1;
    if (!this.open) {
      if (event.key === "ArrowDown" && this.input.value.trim().length >= SHORTEST) {
        event.preventDefault();
        this.ask();
      }
      return;
    }
    // Home and End are the text's own until a suggestion is chosen.
    const steps = { ArrowDown: this.at < last ? this.at + 1 : -1, ArrowUp: this.at < 0 ? last : this.at - 1 };
    if (this.at >= 0) Object.assign(steps, { Home: 0, End: last });
    if (event.key in steps) {
      event.preventDefault();
      this.move(steps[event.key]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.choose(this.at);
    }
  }

  choose(place) {
    const row = this.rows[place];
    const { suggestFill } = this.input.dataset;
    this.close();
    if (!suggestFill) {
      location.assign(row.url);
      return;
    }
    this.input.value = row[suggestFill];
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Suggestions(input);
