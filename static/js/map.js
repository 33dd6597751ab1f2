// Arrow keys from state to state, to the nearest in that direction; one stop of the tab key instead of two hundred.
const map = document.querySelector("svg.map");

if (map) {
  const states = [...map.querySelectorAll("a")].map((link) => {
    const box = link.getBBox();
    return { link, x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let at = states[0];

  const stop = (state) => {
    at.link.setAttribute("tabindex", "-1");
    at = state;
    at.link.setAttribute("tabindex", "0");
  };
  const nearest = ([right, down]) => {
    let best = null;
    let least = Infinity;
    for (const state of states) {
      const [dx, dy] = [state.x - at.x, state.y - at.y];
      const ahead = dx * right + dy * down;
      const aside = Math.abs(dx * down) + Math.abs(dy * right);
      if (ahead > 0 && ahead + 2 * aside < least) [best, least] = [state, ahead + 2 * aside];
    }
    return best;
  };

  for (const { link } of states) link.setAttribute("tabindex", "-1");
  if (at) stop(at);

  map.addEventListener("keydown", (event) => {
    if (!ways[event.key] || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const next = nearest(ways[event.key]);
    if (next) {
      stop(next);
      at.link.focus();
    }
  });
  map.addEventListener("focusin", (event) => {
    const found = states.find(({ link }) => link === event.target);
    if (found) stop(found);
  });
}
