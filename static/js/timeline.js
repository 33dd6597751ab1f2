// The chart of a timeline: zoom, pan, a window dragged on the strip of all years, keys, details of what is pointed at.
// The server draws; this asks for the drawing of another window and puts it in the place of the one before.
const chart = document.querySelector("section.timeline");
const DAY = 86_400_000;
const SHORTEST = 14; // days
const LABELS = { typed: 120, still: 500, hover: 180 }; // ms

const numbered = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);
const dated = (number) => new Date(number * DAY).toISOString().slice(0, 10);
const shortened = (number, last) => {
  const [day, next] = [dated(number), dated(last ? number + 1 : number)];
  if (next.endsWith("-01-01")) return day.slice(0, 4);
  return next.endsWith("-01") ? day.slice(0, 7) : day;
};

if (chart) {
  const drawing = chart.querySelector("#drawing");
  const details = chart.querySelector("#details");
  const away = "away" in chart.dataset;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const spoken = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  spoken.setAttribute("role", "status");
  chart.append(spoken);
  const hint = Object.assign(document.createElement("p"), { className: "chart-hint muted", id: "chart-keys" });
  hint.textContent = "With the chart in focus: arrows move, + and − zoom, Home and End go to the ends, Enter steps in to the marks, Escape out.";
  drawing.after(hint);

  // A story's chart is drawn from another address and leaves that of the page as it is.
  const source = chart.dataset.source ?? location.pathname;
  const pinned = "source" in chart.dataset;
  let params = new URLSearchParams(chart.dataset.params ?? location.search);
  let all = {}; // first and last day of all there is
  let shown = {}; // first and last day of the window
  let asked = null; // the request under way
  let wide = 0;
  let later = 0;
  const known = new Map(); // details that were asked for before

  const lanes = () => drawing.querySelector(".lanes");
  const svg = () => drawing.querySelector(".timeline-drawing");
  const strip = () => drawing.querySelector(".strip");
  const marks = () => [...drawing.querySelectorAll(".timeline-drawing a")];

  // --- what the server drew ---------------------------------------------------------------------------------------

  const read = () => {
    const { first, last, from, to, said } = strip().dataset;
    all = { first: numbered(first), last: numbered(last) };
    shown = { first: numbered(from), last: numbered(to) };
    const box = strip();
    box.tabIndex = 0;
    const says = { role: "slider", "aria-label": "Window of time", "aria-valuemin": all.first, "aria-valuemax": all.last };
    for (const [name, value] of Object.entries({ ...says, "aria-valuenow": shown.first, "aria-valuetext": said })) box.setAttribute(name, value);
    lanes().setAttribute("aria-describedby", "chart-keys");
    rove(marks()[0]);
  };

  const rove = (mark) => {
    for (const link of marks()) link.tabIndex = -1;
    if (mark) mark.tabIndex = 0;
  };

  const held = () => {
    const at = document.activeElement;
    if (!drawing.contains(at)) return null;
    if (at.dataset.uid) return `a[data-uid="${CSS.escape(at.dataset.uid)}"]`;
    if (at.dataset.way) return `a[data-way="${at.dataset.way}"]`;
    return at === strip() ? ".strip" : ".lanes";
  };

  const show = (html, focus) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const hold = focus ?? held();
    if (!fresh.content.querySelector(".strip")) return false;
    drawing.replaceChildren(fresh.content);
    if (!still.matches) svg().classList.add("arriving");
    read();
    if (hold) (drawing.querySelector(hold) ?? lanes()).focus({ preventScroll: true });
    return true;
  };

  const ask = async ({ focus, quiet } = {}) => {
    asked?.abort();
    asked = new AbortController();
    const signal = asked.signal;
    const query = new URLSearchParams(params);
    query.delete("page");
    query.set("part", "chart");
    query.set("width", Math.max(280, Math.min(3000, Math.floor(chart.clientWidth))));
    try {
      const answer = await fetch(`${source}?${query}`, { signal });
      const html = await answer.text();
      if (signal.aborted || !answer.ok || !show(html, focus)) return;
      drawing.dataset.at = `${shown.first} ${shown.last}`;
      if (!quiet) said();
    } catch (error) {
      if (error.name !== "AbortError" && !pinned) location.search = params;
    }
  };

  // The address, the fields and, once the hand rests, the chronicle follow the window.
  const said = () => {
    const count = drawing.querySelector("[data-count]")?.dataset.count ?? "";
    spoken.textContent = `${strip().dataset.said}: ${count} entries`;
    if (pinned) return;
    history.replaceState(null, "", `${location.pathname}${params.size ? `?${params}` : ""}`);
    for (const name of ["from", "to"]) {
      const field = document.getElementById(`f-${name}`);
      if (field) field.value = params.get(name) ?? "";
    }
    embed();
    clearTimeout(later);
    if (document.getElementById("told")) later = setTimeout(tell, LABELS.still);
  };

  // What is put on another page shows the same window.
  const embed = () => {
    const code = document.getElementById("embed-code");
    if (!code) return;
    code.value = code.value.replace(/src="([^"?]*)\??([^"]*)"/, (_, address, query) => {
      const framed = new URLSearchParams(query);
      for (const name of ["from", "to"]) {
        if (params.has(name)) framed.set(name, params.get(name));
        else framed.delete(name);
      }
      return `src="${address}${framed.size ? `?${framed}` : ""}"`;
    });
  };

  const tell = async () => {
    const address = location.href.split("#")[0];
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok || location.href.split("#")[0] !== address) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const name of ["told", "said"]) {
      const [old, fresh] = [document.getElementById(name), page.getElementById(name)];
      if (old && fresh && !old.contains(document.activeElement)) old.replaceChildren(...fresh.childNodes);
    }
    chart.dataset.told = address;
  };

  // --- windows ----------------------------------------------------------------------------------------------------

  const go = (first, last, options) => {
    const days = Math.min(Math.max(Math.round(last - first) + 1, SHORTEST), all.last - all.first + 1);
    let start = Math.round(Math.min(Math.max(first, all.first), all.last - days + 1));
    let end = start + days - 1;
    if (days > 1500) [start, end] = [numbered(`${dated(start + 182).slice(0, 4)}-01-01`), numbered(`${dated(end - 181).slice(0, 4)}-12-31`)];
    [start, end] = [Math.max(start, all.first), Math.min(end, all.last)];
    params.delete("page");
    if (start === all.first && end === all.last) {
      params.delete("from");
      params.delete("to");
    } else {
      params.set("from", shortened(start));
      params.set("to", shortened(end, true));
    }
    shown = { first: start, last: end };
    return ask(options);
  };
  const length = () => shown.last - shown.first + 1;
  const pan = (share) => go(shown.first + share * length(), shown.last + share * length());
  const zoom = (times, at = 0.5) => {
    const days = length() * times;
    const start = shown.first + (length() - days) * at;
    go(start, start + days - 1);
  };
  const edge = (end) => (end ? go(all.last - length() + 1, all.last) : go(all.first, all.first + length() - 1));

  // --- keys -------------------------------------------------------------------------------------------------------

  const middle = (link) => {
    const box = link.getBoundingClientRect();
    return [box.left + Math.min(box.width / 2, 12), box.top + box.height / 2];
  };
  const beside = (link, [right, down]) => {
    const [x, y] = middle(link);
    let [best, least] = [null, Infinity];
    for (const other of marks()) {
      const [dx, dy] = [middle(other)[0] - x, middle(other)[1] - y];
      const [ahead, aside] = [dx * right + dy * down, Math.abs(dx * down) + Math.abs(dy * right)];
      if (other !== link && ahead > 0.5 && ahead + 2 * aside < least) [best, least] = [other, ahead + 2 * aside];
    }
    return best;
  };
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  drawing.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const mark = event.target.closest(".timeline-drawing a");
    if (!mark && event.target !== lanes() && event.target !== strip()) return;
    const keys = {
      "+": () => zoom(0.5),
      "=": () => zoom(0.5),
      "-": () => zoom(2),
      "−": () => zoom(2),
      Home: () => edge(false),
      End: () => edge(true),
      Escape: () => (mark ? lanes().focus() : close()),
    };
    if (mark && WAYS[event.key]) keys[event.key] = () => beside(mark, WAYS[event.key])?.focus();
    if (!mark) {
      keys.ArrowLeft = () => pan(-0.25);
      keys.ArrowRight = () => pan(0.25);
      keys.Enter = () => drawing.querySelector('.timeline-drawing a[tabindex="0"]')?.focus();
    }
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  // --- links of the drawing ---------------------------------------------------------------------------------------

  drawing.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const way = event.target.closest("a[data-way]");
    const heap = event.target.closest("a.heap");
    if (heap && heap.dataset.from === heap.dataset.to) {
      if (!away) return;
      event.preventDefault();
      open(new URL(heap.getAttribute("href"), location.href.replace("/embed/", "/")), "_blank", "noopener");
    } else if (heap) {
      event.preventDefault();
      const [first, last] = [numbered(heap.dataset.from), numbered(heap.dataset.to)];
      const room = Math.ceil((last - first) / 12);
      go(first - room, last + room, { focus: ".lanes" });
    } else if (way) {
      event.preventDefault();
      params = new URLSearchParams(new URL(way.href).search);
      ask();
    }
  });

  // --- pointers ---------------------------------------------------------------------------------------------------

  const touching = new Map();
  let moved = false;
  let pinch = null;

  const share = (x) => {
    const box = svg().getBoundingClientRect();
    return Math.min(Math.max((x - box.left) / box.width, 0), 1);
  };
  drawing.addEventListener("pointerdown", (event) => {
    if (event.button || !event.target.closest(".timeline-drawing")) return;
    touching.set(event.pointerId, { from: event.clientX, at: event.clientX });
    if (touching.size === 1) moved = false;
    if (touching.size === 2) pinch = spread();
  });
  const spread = () => {
    const [one, other] = [...touching.values()];
    return { apart: Math.max(20, Math.abs(one.at - other.at)), middle: share((one.at + other.at) / 2) };
  };
  addEventListener("pointermove", (event) => {
    const touch = touching.get(event.pointerId);
    if (!touch) return;
    touch.at = event.clientX;
    const far = touch.at - touch.from;
    if (Math.abs(far) > 5 || pinch) moved = true;
    if (moved && touching.size === 1) svg().style.transform = `translateX(${far}px)`;
    lanes().classList.toggle("dragged", moved);
  });
  const lift = (event) => {
    const touch = touching.get(event.pointerId);
    if (!touch) return;
    const last = pinch && touching.size === 2 ? spread() : null;
    touching.delete(event.pointerId);
    svg().style.transform = "";
    lanes().classList.remove("dragged");
    if (last) {
      zoom(pinch.apart / last.apart, pinch.middle);
      pinch = null;
      touching.clear();
    } else if (moved && event.type === "pointerup") pan((touch.from - touch.at) / svg().getBoundingClientRect().width);
  };
  addEventListener("pointerup", lift);
  addEventListener("pointercancel", lift);
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  drawing.addEventListener("click", (event) => {
    if (!moved) return;
    moved = false;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  let turned = 0;
  let turning = 0;
  drawing.addEventListener("wheel", (event) => {
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!event.target.closest(".timeline-drawing") || !(event.ctrlKey || event.metaKey || sideways)) return;
    event.preventDefault();
    turned += sideways ? event.deltaX : event.deltaY;
    const at = share(event.clientX);
    clearTimeout(turning);
    turning = setTimeout(() => {
      if (sideways) pan(turned / svg().clientWidth);
      else zoom(Math.min(Math.max(1.5 ** (turned / 100), 0.2), 5), at);
      turned = 0;
    }, 40);
  }, { passive: false });

  // The strip: take the window by its middle or an edge, or draw another.
  drawing.addEventListener("pointerdown", (event) => {
    const box = event.target.closest(".strip");
    if (!box || event.button) return;
    const frame = box.querySelector("svg").getBoundingClientRect();
    const days = all.last - all.first + 1;
    const day = (x) => all.first + (Math.min(Math.max(x - frame.left, 0), frame.width) / frame.width) * days;
    const x = (number) => ((number - all.first) / days) * frame.width;
    const start = { ...shown, day: day(event.clientX) };
    const near = (number) => Math.abs(event.clientX - frame.left - x(number)) < 8;
    const whole = start.first === all.first && start.last === all.last;
    const how = near(start.first) ? "first" : near(start.last + 1) ? "last" : start.day > start.first && start.day < start.last && !whole ? "move" : "new";
    const at = (clientX) => {
      const here = day(clientX);
      if (how === "first") return [Math.min(here, start.last - SHORTEST), start.last];
      if (how === "last") return [start.first, Math.max(here, start.first + SHORTEST)];
      if (how === "move") return [start.first + here - start.day, start.last + here - start.day];
      return [Math.min(here, start.day), Math.max(here, start.day)];
    };
    const draw = (moving) => {
      const [first, last] = at(moving.clientX).map(x);
      box.querySelector(".window").setAttribute("x", first);
      box.querySelector(".window").setAttribute("width", Math.max(1, last - first));
      box.querySelector(".edge").setAttribute("d", `M${first} 0V52M${last} 0V52`);
    };
    const end = (done) => {
      removeEventListener("pointermove", draw);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (done.type === "pointerup" && Math.abs(done.clientX - event.clientX) > 3) go(...at(done.clientX), { focus: ".strip" });
    };
    event.preventDefault();
    box.focus({ preventScroll: true });
    addEventListener("pointermove", draw);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  });

  // --- details ----------------------------------------------------------------------------------------------------

  let pointed = 0;
  const close = () => {
    details.hidden = true;
  };
  const detail = async (mark) => {
    const uid = mark.dataset.uid;
    if (!uid) {
      details.textContent = mark.getAttribute("aria-label");
      details.hidden = false;
      return;
    }
    if (!known.has(uid)) {
      const query = new URLSearchParams({ part: "entry", entry: uid });
      const answer = await fetch(`${source}?${query}`).catch(() => null);
      if (!answer?.ok) return;
      known.set(uid, await answer.text());
    }
    details.innerHTML = known.get(uid);
    details.hidden = false;
  };
  drawing.addEventListener("focusin", (event) => {
    const mark = event.target.closest(".timeline-drawing a");
    if (!mark) return;
    rove(mark);
    clearTimeout(pointed);
    pointed = setTimeout(detail, LABELS.typed, mark);
  });
  drawing.addEventListener("pointerover", (event) => {
    const mark = event.target.closest(".timeline-drawing a");
    clearTimeout(pointed);
    if (mark && event.pointerType === "mouse") pointed = setTimeout(detail, LABELS.hover, mark);
  });

  chart.addEventListener("timeline:go", async ({ detail: { from, to, uid } }) => {
    await go(numbered(from), numbered(to), { quiet: true });
    drawing.querySelector(".told-now")?.classList.remove("told-now");
    if (uid) drawing.querySelector(`a[data-uid="${CSS.escape(uid)}"]`)?.classList.add("told-now");
  });

  // --- begin ------------------------------------------------------------------------------------------------------

  read();
  wide = Number(strip().querySelector("svg").getAttribute("width"));
  new ResizeObserver(() => {
    if (Math.abs(chart.clientWidth - wide) < 8) return;
    wide = chart.clientWidth;
    ask({ quiet: true });
  }).observe(chart);
  chart.dataset.ready = "";
}
