// A story moves its chart: the step that is being read sets the window and is marked in it.
const steps = [...document.querySelectorAll(".told__step[data-window]")];
const large = document.querySelector(".told__large");

if (steps.length && large && matchMedia("(min-width: 62rem)").matches) {
  let at = null;
  const read = (step) => {
    if (step === at) return;
    at?.removeAttribute("aria-current");
    at = step;
    step.setAttribute("aria-current", "step");
    const [from, to] = step.dataset.window.split(" ");
    large.dispatchEvent(new CustomEvent("timeline:go", { detail: { from, to, uid: step.dataset.uid } }));
  };
  // The step that crosses the upper third of the screen is the one being read.
  const watch = new IntersectionObserver((seen) => {
    const entered = seen.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
    if (entered.length) read(entered[entered.length - 1]);
  }, { rootMargin: "-30% 0px -60% 0px" });
  for (const step of steps) watch.observe(step);
}
