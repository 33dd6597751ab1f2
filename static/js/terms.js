// What a term means, beside it: on hover and on focus. It can be gone over with the pointer, and Escape closes it.
// Without script the link leads to the glossary, and screen readers read the same words as its description.
const hint = document.createElement("div");
hint.className = "hint";
hint.popover = "manual";
hint.setAttribute("aria-hidden", "true");
document.body.append(hint);
let at = null;
let waiting = 0;

const hide = () => {
  clearTimeout(waiting);
  at = null;
  if (hint.matches(":popover-open")) hint.hidePopover();
};

const show = (link) => {
  clearTimeout(waiting);
  if (at === link) return;
  at = link;
  hint.textContent = document.getElementById(link.getAttribute("aria-describedby")).textContent;
  if (!hint.matches(":popover-open")) hint.showPopover();
  const word = link.getBoundingClientRect();
  const { width, height } = hint.getBoundingClientRect();
  const below = word.bottom + 6;
  hint.style.left = `${Math.max(8, Math.min(word.left, document.documentElement.clientWidth - width - 8))}px`;
  hint.style.top = `${below + height > innerHeight ? Math.max(8, word.top - height - 6) : below}px`;
};

const termOf = (event) => event.target.closest?.("a.term");

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  const link = termOf(event);
  clearTimeout(waiting);
  if (link) waiting = setTimeout(show, 200, link);
  else if (at && event.target !== hint && document.activeElement !== at) waiting = setTimeout(hide, 300);
});
document.addEventListener("focusin", (event) => {
  const link = termOf(event);
  if (link?.matches(":focus-visible")) show(link);
  else hide();
});
document.addEventListener("focusout", hide);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
addEventListener("scroll", hide, { passive: true });
