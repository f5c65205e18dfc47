/*
 * Lets the art of an infographic move when it comes into view. The theme's style sheet says how,
 * and where it may; without this module everything stands where it belongs.
 */

const SHARE = 0.3;

const observer = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer.unobserve(target);
    target.classList.replace("is-waiting", "is-seen");
  }
}, { threshold: SHARE });

for (const panel of document.querySelectorAll(".panel-art")) {
  panel.classList.add("is-waiting");
  observer.observe(panel);
}
