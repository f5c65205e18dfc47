/* What is wrong with how a page stands on its screen, as lists of the elements that it is wrong of. */

() => {
  const shown = (selector) => [...document.querySelectorAll(selector)]
    .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  const told = (each) => `${each.tagName} ${each.textContent.trim().slice(0, 40)}`;
  const words = "h1, h2, h3, h4, p, li, dt, dd, figcaption, small, td, th, label, button, output";
  const page = document.documentElement;

  const wider = () => {
    const over = document.scrollingElement.scrollWidth - page.clientWidth;
    return over > 0 ? [`${over} pixels`] : [];
  };

  /* Words that end where their element or the page does; what can be scrolled, a wide table, may. */
  const isScrolled = (each) => each !== null
    && (getComputedStyle(each).overflowX === "auto" || isScrolled(each.parentElement));
  const cutOff = () => shown(`main :is(${words}, text)`)
    .filter((each) => each.textContent.trim() && !isScrolled(each))
    .filter((each) => {
      const { left, right, width } = each.getBoundingClientRect();
      if (width <= 1) return false;
      const hides = getComputedStyle(each).overflowX !== "visible";
      const isBeside = left < -1 || right > page.clientWidth + 1;
      return isBeside || (hides && each.scrollWidth > each.clientWidth + 1);
    })
    .map(told);

  /* What stands in a figure, that figure arranges itself. */
  const overlap = () => {
    const blocks = shown(`main :is(${words}, pre, table, figure), header a, footer :is(a, p)`)
      .filter((each) => !each.parentElement.closest("figure"))
      .map((each) => [each, each.getBoundingClientRect()])
      .filter(([, { width, height }]) => width > 0 && height > 0);
    const both = (low, high) => (one, other) => Math.min(one[high], other[high]) - Math.max(one[low], other[low]);
    const [across, down] = [both("left", "right"), both("top", "bottom")];
    return blocks.flatMap(([one, box], index) => blocks.slice(index + 1)
      .filter(([other]) => !one.contains(other))
      .filter(([, other]) => across(box, other) > 2 && down(box, other) > 2)
      .map(([other]) => `${told(one)} and ${told(other)}`));
  };

  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [red, green, blue] = colour.slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (each) => {
    const colour = numbers(getComputedStyle(each).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour;
    return each.parentElement ? ground(each.parentElement) : [255, 255, 255];
  };
  const contrast = (each) => {
    const pair = [light(numbers(getComputedStyle(each).color)), light(ground(each))];
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  };
  const faint = () => shown(`main :is(${words}, a)`)
    .filter((each) => !each.closest(":disabled"))
    .filter((each) => [...each.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim()))
    .filter((each) => contrast(each) < 4.5)
    .map(told);

  return { wider: wider(), "cut off": cutOff(), overlap: overlap(), faint: faint() };
}
