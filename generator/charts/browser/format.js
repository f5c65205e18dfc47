/* Writes numbers and dates as generator/data/numbers.py and moments.py do when a site is built. */

const MINUS = "\u2212";
const UNITS = ["", "K", "M", "B", "T"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const FORMATS = { number, money, percent, compact };

export function write(value, [name, ...given]) {
  if (value instanceof Date) return date(value, ...given);
  if (typeof value !== "number") return String(value);
  return name ? FORMATS[name](value, ...given) : plain(value);
}

function plain(value) {
  const size = Math.abs(Number(value.toPrecision(12)));
  return signed(value, String(size));
}

function number(value, digits) {
  const text = grouped(Math.abs(value).toFixed(digits ?? 2));
  return signed(value, digits === undefined ? trimmed(text) : text);
}

function money(value, currency = "$", digits = undefined) {
  const isRound = Math.abs(value) >= 100 || Number.isInteger(value);
  const text = grouped(Math.abs(value).toFixed(digits ?? (isRound ? 0 : 2)));
  const isWord = /\p{L}$/u.test(currency);
  return signed(value, text, isWord ? `${text}\u00a0${currency}` : `${currency}${text}`);
}

function percent(value, digits) {
  const text = (Math.abs(value) * 100).toFixed(digits ?? 1);
  return `${signed(value, digits === undefined ? trimmed(text) : text)}%`;
}

function compact(value, digits) {
  const size = Math.abs(value);
  let step = 0;
  while (step + 1 < UNITS.length && Number(scaled(size, step, digits)) >= 1000) step += 1;
  return signed(value, scaled(size, step, digits)) + UNITS[step];
}

function scaled(size, step, digits) {
  const part = size / 1000 ** step;
  if (digits !== undefined) return part.toFixed(digits);
  return trimmed(part.toFixed(part < 10 ? 2 : part < 100 ? 1 : 0));
}

function trimmed(text) {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function grouped(text) {
  const [whole, rest] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? `.${rest}` : "");
}

/* What is written as zero has no minus. */
function signed(value, digits, text = digits) {
  return (value < 0 && /[1-9]/.test(digits) ? MINUS : "") + text;
}

function date(day, pattern = "%-d %B %Y") {
  const month = MONTHS[day.getUTCMonth()];
  const weekday = DAYS[day.getUTCDay()];
  const numbers = { m: day.getUTCMonth() + 1, d: day.getUTCDate(), H: day.getUTCHours(),
    M: day.getUTCMinutes(), y: day.getUTCFullYear() % 100 };
  const words = { Y: day.getUTCFullYear(), B: month, b: month.slice(0, 3), A: weekday,
    a: weekday.slice(0, 3), "%": "%" };
  return pattern.replace(/%(-?)([a-zA-Z%])/g, (all, bare, name) => {
    if (name in numbers) return bare ? numbers[name] : String(numbers[name]).padStart(2, "0");
    return words[name] ?? all;
  });
}
