/*
 * Wakes the live figures of a page. The page loads this module alone; what draws charts
 * comes when a figure is near the view or touched, and a figure that fails stays as it is.
 *
 * Markup it expects (everything but the attributes may be styled and arranged freely):
 *
 *   <figure id="fees" data-spec="/figures/funds/fees.json" data-live="visible"
 *           data-runtime="/assets/vega.0a1b2c.js">
 *     <div class="figure-box"><svg …>the static drawing</svg></div>
 *     <div class="figure-controls">the figure's controls, as they were built</div>
 *     <figcaption>…</figcaption>
 *   </figure>
 *
 * data-live: "visible" wakes a figure near the view, "touch" at the first pointer or focus.
 * data-state tells how far it is: loading, live (the class is-live too) or still (it failed).
 * A theme hides .figure-controls under @media (scripting: none) and may style .figure-tooltip.
 */

const NEAR = "300px 0px";
const TOUCHES = ["pointerenter", "pointerdown", "focusin"];

async function wake(figure) {
  if (figure.dataset.state) return;
  figure.dataset.state = "loading";
  try {
    const [chart, runtime, response] = await Promise.all([
      import("./chart.js"),
      import(new URL(figure.dataset.runtime, document.baseURI)),
      fetch(figure.dataset.spec),
    ]);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    await chart.mount(figure, runtime, await response.text());
    figure.dataset.state = "live";
    figure.classList.add("is-live");
  } catch (error) {
    figure.dataset.state = "still";
    for (const field of figure.querySelectorAll("[data-signal]")) field.disabled = true;
    console.warn(`The figure "${figure.id}" stays still.`, error);
  }
}

function wakeOnTouch(figure) {
  for (const type of TOUCHES) {
    figure.addEventListener(type, () => wake(figure), { once: true, passive: true });
  }
}

function wakeNearby(figures) {
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      wake(target);
    }
  }, { rootMargin: NEAR });
  for (const figure of figures) observer.observe(figure);
}

const figures = [...document.querySelectorAll("figure[data-spec]")];
const isSaving = Boolean(navigator.connection?.saveData);
const waiting = figures.filter((figure) => isSaving || figure.dataset.live === "touch");
waiting.forEach(wakeOnTouch);
wakeNearby(figures.filter((figure) => !waiting.includes(figure)));
