/*
 * Writes numbers and dates as generator/data/numbers.py and moments.py do when a site is built.
 * A locale is what generator/data/locales.py has, as JSON; English is known without being fetched.
 */

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SHORT_MONTHS = MONTHS.map((name) => name.slice(0, 3));
export const ENGLISH = {
  months: MONTHS,
  short_months: SHORT_MONTHS,
  months_alone: MONTHS,
  short_months_alone: SHORT_MONTHS,
  days: DAYS,
  short_days: DAYS.map((name) => name.slice(0, 3)),
  date: "%-d %B %Y",
  decimal: ".",
  thousands: ",",
  grouping: [3],
  least_grouped: 1,
  minus: "\u2212",
  percent: ["", "%"],
  currency: ["\u00a4", ""],
  units: [[0, 1, "", ""], [1e3, 1e3, "", "K"], [1e6, 1e6, "", "M"], [1e9, 1e9, "", "B"],
    [1e12, 1e12, "", "T"]],
};
const CURRENCY = "\u00a4";
const NOTHING = ["", ""];
const SHORT = 4;
const FORMATS = { number, money, percent, compact };

export function write(value, [name, ...given], locale = ENGLISH) {
  if (value instanceof Date) return date(value, locale, ...given);
  if (typeof value !== "number") return String(value);
  return name ? FORMATS[name](value, locale, ...given) : plain(value, locale);
}

function plain(value, locale) {
  return marked(value, localized(String(Math.abs(Number(value.toPrecision(12)))), locale), NOTHING, locale);
}

function number(value, locale, digits) {
  const text = Math.abs(value).toFixed(digits ?? 2);
  const shown = digits === undefined ? trimmed(text) : text;
  return marked(value, localized(shown, locale, locale.least_grouped), NOTHING, locale);
}

function money(value, locale, currency = "$", digits = undefined) {
  const isRound = Math.abs(value) >= 100 || Number.isInteger(value);
  const text = Math.abs(value).toFixed(digits ?? (isRound ? 0 : 2));
  return marked(value, localized(text, locale, locale.least_grouped), marksOf(currency, locale), locale);
}

function marksOf(currency, locale) {
  const isCode = /^[A-Z]{3}$/.test(currency);
  const isWord = /\p{L}$/u.test(currency);
  const behind = ["", currency >= "\u2e80" ? CURRENCY : `\u00a0${CURRENCY}`];
  const marks = isWord && !(isCode && locale.currency[0] > CURRENCY) ? behind : locale.currency;
  return marks.map((mark) => mark.replace(CURRENCY, () => currency));
}

function percent(value, locale, digits) {
  const text = (Math.abs(value) * 100).toFixed(digits ?? 1);
  return marked(value, localized(digits === undefined ? trimmed(text) : text, locale), locale.percent, locale);
}

function compact(value, locale, digits) {
  const { units } = locale;
  const size = Math.abs(value);
  const at = units.findIndex(([, divisor], step) => {
    const [least] = units[step + 1] ?? [Infinity];
    return Number(scaled(size / divisor, digits)) < least / divisor;
  });
  const [, divisor, ...marks] = units[at];
  const text = scaled(size / divisor, digits);
  const isLong = /^\d+$/.test(text) && text.length > SHORT;
  return marked(value, localized(text, locale, isLong ? 1 : Infinity), marks, locale);
}

function scaled(size, digits) {
  if (digits !== undefined) return size.toFixed(digits);
  return trimmed(size.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0));
}

function trimmed(text) {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/* A number with a language's marks; thousands stand apart from so many digits before the first. */
function localized(text, locale, least = Infinity) {
  const [whole, rest] = text.split(".");
  return grouped(whole, locale, least) + (rest === undefined ? "" : locale.decimal + rest);
}

function grouped(digits, { grouping, thousands }, least) {
  const groups = [];
  let [size] = grouping;
  let left = digits;
  if (left.length < size + least) return left;
  while (left.length > size) {
    groups.unshift(left.slice(-size));
    left = left.slice(0, -size);
    size = grouping.at(-1);
  }
  return [left, ...groups].join(thousands);
}

/* What is written as zero has no minus. */
function marked(value, text, [before, after], { minus }) {
  return (value < 0 && /[1-9]/.test(text) ? minus : "") + before + text + after;
}

function date(day, locale, pattern = locale.date) {
  const isAlone = !/%-?[de]/.test(pattern);
  const month = day.getUTCMonth();
  const weekday = (day.getUTCDay() + 6) % 7;
  const numbers = { m: month + 1, d: day.getUTCDate(), H: day.getUTCHours(),
    M: day.getUTCMinutes(), y: day.getUTCFullYear() % 100 };
  const words = { Y: day.getUTCFullYear(), "%": "%",
    B: (isAlone ? locale.months_alone : locale.months)[month],
    b: (isAlone ? locale.short_months_alone : locale.short_months)[month],
    A: locale.days[weekday], a: locale.short_days[weekday] };
  return pattern.replace(/%(-?)([a-zA-Z%])/g, (all, bare, name) => {
    if (name in numbers) return bare ? numbers[name] : String(numbers[name]).padStart(2, "0");
    return words[name] ?? all;
  });
}
