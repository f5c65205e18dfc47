// From what is typed to the pages that have it, the best first.

import { isUnspaced, stem, termsIn } from "./fold.js";

const PAIR = 2;
const SHORT = 3; // a word of so many letters is found whole, unless it is still being typed
const LEVELS = 26;
const TRIES = 3;
const MISBEGUN = 2; // each loads a file of its own

const termOf = (line) => line.split(" ", 1)[0];

/** Return how well a term answers a word: 1 is the word itself, 0 not at all. */
function likeness(word, term, isOpen) {
  if (term === word) {
    return 1;
  }
  if (term.startsWith(word)) {
    return isOpen || word.length > SHORT ? 0.4 + (0.5 * word.length) / term.length : 0;
  }
  return word.length > SHORT && stem(word) === stem(term) ? 0.8 : 0;
}

/** Return whether a word begins a term but for one letter: one more, less, another, or two changed. */
function isNear(word, term) {
  let at = 0;
  while (at < word.length && word[at] === term[at]) {
    at += 1;
  }
  const [a, b] = [word.slice(at), term.slice(at)];
  const begins = (moved, rest) => moved.startsWith(rest);
  return (
    begins(b, a.slice(1)) ||
    begins(b.slice(1), a.slice(1)) ||
    begins(b.slice(1), a) ||
    (a.length > 1 && begins(b, a[1] + a[0] + a.slice(2)))
  );
}

/** Gather the pages of the terms that answer a word, each with its part in the score. */
function gather(word, lines, likenessOf) {
  const pages = new Map();
  const terms = [];
  for (const line of lines) {
    const term = termOf(line);
    const part = likenessOf(term);
    if (part > 0) {
      terms.push(term);
      let number = -1;
      for (const [, step, level] of line.slice(term.length).matchAll(/(\d*)([A-Z])/g)) {
        number += Number(step || 1);
        const points = (part * (level.charCodeAt(0) - 64)) / LEVELS;
        pages.set(number, Math.max(pages.get(number) ?? 0, points));
      }
    }
  }
  return { word, pages, terms };
}

async function findWord(shards, word, isOpen) {
  const lines = await (word.length > PAIR ? shards.lines(word) : shards.pair(word));
  if (isUnspaced(word)) {
    return gather(word, lines, (term) => Number([...word].length > 1 ? term === word : term.startsWith(word)));
  }
  const found = await findSpaced(shards, word, lines, isOpen);
  if (found.terms.length > 0) {
    return found;
  }
  const near = await findNear(shards, word, lines);
  return { ...near, word, isNear: true, others: near.terms.length > 0 ? [] : nearest(word, lines) };
}

async function findSpaced(shards, word, lines, isOpen) {
  const longer = await compounds(shards, word);
  return gather(word, new Set([...lines, ...longer]), (term) =>
    Math.max(likeness(word, term, isOpen), longer.length > 0 && stem(term).endsWith(stem(word)) ? 0.5 : 0),
  );
}

/** Load the lines of longer terms that end with a word, where languages write words together. */
async function compounds(shards, word) {
  const isAsked = word.length > SHORT && (await shards.root()).c;
  const lines = isAsked ? await shards.endings(word) : [];
  return lines.filter((line) => line.includes(" ") && stem(termOf(line)).endsWith(stem(word)));
}

/** Find what was meant by a word that no page has: ü was written ue, or one letter is wrong. */
async function findNear(shards, word, lines) {
  const plain = word.replace(/([aou])e/g, "$1");
  const found = await findSpaced(shards, plain, await shards.lines(plain), false);
  if (found.terms.length > 0 || word.length <= SHORT) {
    return found;
  }
  const like = (term) => Number(isNear(word, term) && term.length <= word.length + 1);
  for await (const more of alsoNear(shards, word, lines, like)) {
    const whole = gather(word, more, like);
    if (whole.terms.length > 0) {
      return whole;
    }
  }
  return gather(word, await shards.pair(word), (term) => Number(isNear(word, term)));
}

/** Yield lines in which a misspelt word may stand, as few as will do: those that begin otherwise are dear. */
async function* alsoNear(shards, word, lines, like) {
  yield lines;
  yield shards.lines(word[0] + word[2] + word[1] + word.slice(3));
  const close = (await shards.endings(word)).map(termOf).filter(like).slice(0, MISBEGUN);
  yield new Set((await Promise.all(close.map((term) => shards.lines(term)))).flat());
  yield shards.pair(word);
}

/** Return the terms that begin most like a word. */
function nearest(word, lines) {
  for (let length = word.length - 1; length >= SHORT; length -= 1) {
    const found = lines.map(termOf).filter((term) => term.startsWith(word.slice(0, length)));
    if (found.length > 0) {
      return found.sort((a, b) => a.length - b.length).slice(0, TRIES);
    }
  }
  return [];
}

/** Return the terms that are asked for, and whether each is still being typed. */
function asked(query) {
  const found = [...termsIn(query)];
  // A pair says all that its last letter would.
  const needed = found.filter(({ term, from }, at) => !(isUnspaced(term) && [...term].length === 1 && found[at - 1]?.to > from));
  return new Map(needed.map(({ term, to }) => [term, to === query.length]));
}

/** Find the pages that have all words; where none has, those that have most of them. */
export async function find(shards, query) {
  const { n: all } = await shards.root();
  const words = await Promise.all([...asked(query)].map(([term, isOpen]) => findWord(shards, term, isOpen)));
  const scores = new Map();
  for (const { pages } of words) {
    const rarity = Math.log(1 + (all - pages.size + 0.5) / (pages.size + 0.5));
    for (const [number, part] of pages) {
      const [count, score] = scores.get(number) ?? [0, 0];
      scores.set(number, [count + 1, score + rarity * part]);
    }
  }
  const most = Math.max(0, ...[...scores.values()].map(([count]) => count));
  const best = [...scores].filter(([, [count]]) => count === most);
  best.sort(([a, [, one]], [b, [, other]]) => other - one || b - a);
  return { words, numbers: best.map(([number]) => number), isPartial: most < words.length };
}
