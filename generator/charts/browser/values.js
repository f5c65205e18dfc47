/*
 * Lets the numbers in the prose follow the sliders of a figure. An expression comes as JSON from
 * generator/data/prose/evaluation.py, and comes to the same here as when the site was built.
 */

import { fieldsOf, valueOf } from "./controls.js";
import { write } from "./format.js";

const NOTHING = "\u2013";
const CLOSE = 1e-9;
const DAY = 86_400_000;
const STILL = 1e-11;
const files = new Map();

export function follow(figure) {
  const begin = `${figure.id}-param-`;
  for (const output of document.querySelectorAll("output[data-format][for]")) {
    if ([...output.htmlFor].some((id) => id.startsWith(begin))) show(output);
  }
}

async function show(output) {
  const { expression, rows, format, locale } = output.dataset;
  const term = JSON.parse(expression ?? await fetched(rows));
  const known = locale ? JSON.parse(await fetched(locale)) : undefined;
  output.textContent = written(term, JSON.parse(format), settingOf, known);
}

/* Where nothing is at the place that a slider has reached, a dash stands in the prose. */
export function written(term, format, setting, locale) {
  try {
    return write(evaluate(term, setting), format, locale);
  } catch (error) {
    if (error instanceof RangeError) return NOTHING;
    throw error;
  }
}

function fetched(address) {
  if (!files.has(address)) files.set(address, fetch(address).then((response) => response.text()));
  return files.get(address);
}

function settingOf(figure, param) {
  const fields = fieldsOf(document.getElementById(figure));
  const found = fields.filter((field) => field.dataset.signal === param);
  return valueOf(found.find((field) => field.type !== "radio" || field.checked) ?? found[0]);
}

const CALLS = {
  round: (value, digits = 0) => {
    const scale = 10 ** digits;
    return Math.sign(value) * Math.floor(Math.abs(value) * scale + 0.5) / scale;
  },
  abs: Math.abs,
  sqrt: Math.sqrt,
  log: Math.log,
  exp: Math.exp,
  floor: Math.floor,
  ceil: Math.ceil,
  min: Math.min,
  max: Math.max,
  fv: (rate, periods, payment) =>
    payment * (Math.abs(rate) < STILL ? periods : ((1 + rate) ** periods - 1) / rate),
};

const ARITHMETIC = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => {
    const rest = left % right;
    return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
  },
  "**": (left, right) => left ** right,
};

export function evaluate(term, setting) {
  if (!Array.isArray(term)) return term;
  const [kind, ...rest] = term;
  switch (kind) {
    case "#": return setting(...rest);
    case "date": return new Date(rest[0]);
    case "call": return finite(CALLS[rest[0]](...rest.slice(1).map((part) => number(evaluate(part, setting)))));
    case "rows": return fromRows(rest, setting);
  }
  const values = rest.map((part) => evaluate(part, setting));
  if (values.length === 1) return -number(values[0]);
  return kind in ARITHMETIC ? computed(kind, values) : compared(kind, values);
}

function computed(operator, [left, right]) {
  const areDates = left instanceof Date && right instanceof Date;
  if (areDates && operator === "-") return (left - right) / DAY;
  return finite(ARITHMETIC[operator](number(left), number(right)));
}

function compared(operator, [left, right]) {
  const other = left instanceof Date && typeof right === "string" ? dateOf(right) : right;
  if (kindOf(left) !== kindOf(other)) throw new RangeError(operator);
  return holds(left, operator, other);
}

function fromRows([method, columns, conditions, column, dates], setting) {
  const get = (name, row) => {
    const value = columns[name][row];
    return dates.includes(name) && typeof value === "number" ? new Date(value) : value;
  };
  let rows = [...Object.values(columns)[0].keys()];
  for (const [name, operator, term] of conditions) {
    const value = evaluate(term, setting);
    const wanted = dates.includes(name) && typeof value === "string" ? dateOf(value) : value;
    rows = rows.filter((row) => holds(get(name, row), operator, wanted));
  }
  if (method === "count" && !column) return rows.length;
  const values = rows.map((row) => get(column, row));
  if (method === "at" && values.length !== 1) throw new RangeError("at");
  return aggregate(method, values.filter((value) => value !== null));
}

function aggregate(method, values) {
  if (method === "count") return values.length;
  if (values.length === 0) throw new RangeError(method);
  const ordered = [...values].sort((left, right) => left - right);
  const half = ordered.length >> 1;
  const total = () => values.reduce((sum, value) => sum + number(value), 0);
  switch (method) {
    case "min": return ordered[0];
    case "max": return ordered.at(-1);
    case "sum": return finite(total());
    case "mean": return finite(total() / values.length);
    case "median": return ordered.length % 2 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
    case "last": return values.at(-1);
    default: return values[0];
  }
}

function holds(left, operator, right) {
  const equal = same(left, right);
  if (operator === "=" || operator === "!=") return equal === (operator === "=");
  if (equal) return operator.includes("=");
  const kind = kindOf(left);
  if (kind !== kindOf(right) || (kind !== "number" && kind !== "date")) return false;
  return operator[0] === "<" ? left < right : left > right;
}

function same(left, right) {
  if (kindOf(left) !== kindOf(right)) return false;
  if (left instanceof Date) return left.getTime() === right.getTime();
  if (typeof left !== "number") return left === right;
  return Math.abs(left - right) <= CLOSE * Math.max(Math.abs(left), Math.abs(right));
}

function kindOf(value) {
  return value instanceof Date ? "date" : value === null ? "nothing" : typeof value;
}

/* What says no time zone is in UTC. */
function dateOf(text) {
  const isWhole = /^\d{4}-\d\d-\d\d$|(?:Z|[-+]\d\d:?\d\d)$/.test(text);
  return new Date(isWhole ? text : `${text}Z`);
}

function number(value) {
  if (typeof value !== "number") throw new RangeError("no number");
  return value;
}

function finite(value) {
  if (!Number.isFinite(value)) throw new RangeError("no number");
  return value;
}
