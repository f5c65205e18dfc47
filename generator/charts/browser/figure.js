/*
 * Wakes the live figures of a page. The page loads this module alone; what draws charts
 * comes when a figure is near the view or touched, and a figure that fails stays as it is.
 * What lets numbers in the prose follow a slider, and the address, comes with the first move.
 *
 * Markup it expects (everything but the attributes may be styled and arranged freely):
 *
 *   <figure id="fees" data-spec="/figures/funds/fees.json" data-live="visible"
 *           data-runtime="/assets/vega.0a1b2c.js">
 *     <span id="fees?fee=1.5"></span> for each state that a link leads to
 *     <div class="figure-box"><svg …>the static drawing</svg>
 *       <div class="figure-narrow"><svg …>that for phones</svg></div></div>
 *     <div class="figure-controls">the figure's controls, as they were built</div>
 *     <figcaption>…</figcaption>
 *   </figure>
 *
 * data-live: "visible" wakes a figure near the view, "touch" at the first pointer or focus.
 * data-state tells how far it is: loading, live (the class is-live too) or still (it failed).
 * data-narrow: what makes .figure-narrow live, where that is the one that is shown.
 * data-shared: the folder of the rows that several figures use.
 * data-module instead of data-spec: an exhibit, as exhibit.js has it.
 * A theme hides .figure-controls under @media (scripting: none) and may style .figure-tooltip.
 */

const NEAR = "300px 0px";
const TOUCHES = ["pointerenter", "pointerdown", "focusin"];
const LIVE = "figure:is([data-spec], [data-module])";

/* The drawing for phones comes alive as what it is, not as the wide one. */
function specOf(figure) {
  const isNarrow = figure.querySelector(".figure-narrow")?.getClientRects().length;
  return (isNarrow && figure.dataset.narrow) || figure.dataset.spec;
}

async function bringChart(figure) {
  const isComposed = figure.querySelector(".infographic");
  const [chart, runtime, response] = await Promise.all([
    isComposed ? import("./infographic.js") : import("./chart.js"),
    import(new URL(figure.dataset.runtime, document.baseURI)),
    fetch(specOf(figure)),
  ]);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  await chart.mount(figure, runtime, await response.text());
}

async function bringExhibit(figure) {
  await (await import("./exhibit.js")).mount(figure);
}

async function wake(figure) {
  if (figure.dataset.state) return;
  figure.dataset.state = "loading";
  try {
    await (figure.dataset.module ? bringExhibit(figure) : bringChart(figure));
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

/* A control was moved: by a reader, by the chart itself, or by an address. */
async function moved({ target, detail }) {
  const figure = target.closest(LIVE);
  if (!figure || !target.dataset.signal) return;
  wake(figure);
  if (document.querySelector("output[data-format][for]")) (await import("./values.js")).follow(figure);
  if (detail !== "address" && !figure.querySelector("[data-link=off]")) {
    (await import("./state.js")).note(figure, target.dataset.signal);
  }
}

/* The figure that a fragment such as #fees?fee=1.5 sets. */
function setBy(fragment) {
  const [id, state] = fragment.slice(1).split("?");
  if (state === undefined) return null;
  const figures = [...document.querySelectorAll(LIVE)];
  return figures.find((figure) => figure.id === id || encodeURIComponent(figure.id) === id);
}

async function arrive() {
  const figure = setBy(location.hash);
  if (!figure) return;
  (await import("./state.js")).apply(figure, location.hash);
  wake(figure);
}

/* A link that sets a figure: the page moves only where the figure is out of view. */
function follow(event) {
  const link = event.target.closest?.("a[href*='#']");
  if (!link || link.target || event.button || event.defaultPrevented) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.href.split("#")[0] !== location.href.split("#")[0] || !setBy(link.hash)) return;
  event.preventDefault();
  if (link.hash !== location.hash) history.pushState(null, "", link.hash);
  arrive();
}

const isSaving = Boolean(navigator.connection?.saveData);

function meet(figures) {
  const waiting = figures.filter((figure) => isSaving || figure.dataset.live === "touch");
  waiting.forEach(wakeOnTouch);
  wakeNearby(figures.filter((figure) => !waiting.includes(figure)));
}

meet([...document.querySelectorAll(LIVE)]);
/* A preview brings figures later, and takes others away: "figure:gone". */
document.addEventListener("figure:new", ({ target }) => target.matches(LIVE) && meet([target]));
if (document.querySelector(".infographic")) import("./entrance.js");
for (const type of ["input", "moved"]) document.addEventListener(type, moved);
document.addEventListener("click", follow);
addEventListener("hashchange", arrive);
arrive();
