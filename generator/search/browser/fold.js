// What a word is and which words are the same: search/folding.py says it in the same way.

const LONGEST = 40;
const UNSPACED =
  "\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e81-\\u0ecd\\u1000-\\u109f\\u1780-\\u17d3\\u3005-\\u3007" +
  "\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff" +
  "\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const SIGNS = "\\u0900-\\u0963\\u0966-\\u0df3";
const MARKED = "\\u0300-\\u036f\\u0591-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670";
const MARKS = new RegExp(`[${MARKED}]`, "g");
const ALIKE = { ς: "σ", ø: "o", æ: "ae", œ: "oe", đ: "d", ð: "d", ł: "l" };
const RAW = new RegExp(`[\\p{L}\\p{N}_${MARKED}${SIGNS}${UNSPACED}]+`, "gu");
const WORD = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}${SIGNS}])+`, "gu");
const FIRST = new RegExp(`^[${UNSPACED}]`, "u");

/** Return a term without an ending as languages with compounds have it. */
export const stem = (term) => term.replace(/^(.{4,}?)(?:e[nrms]|ern|[ens])$/u, "$1");

export const isUnspaced = (term) => FIRST.test(term);

/** Write a text without the differences that who searches leaves out: case, accents, forms. */
export function fold(text) {
  const lower = text.normalize("NFKD").toUpperCase().toLowerCase();
  const alike = lower.replace(/[ςøæœđðł]/g, (letter) => ALIKE[letter]);
  return alike.normalize("NFKD").replace(MARKS, "").normalize("NFKC");
}

/** Yield the terms of a text, and where the first letter of each stands, and what is after its last. */
export function* termsIn(text) {
  for (const { 0: raw, index } of text.matchAll(RAW)) {
    const folded = fold(raw);
    const isWhole = folded.length !== raw.length;
    for (const { 0: word, index: at } of folded.matchAll(WORD)) {
      let from = index + at;
      for (const [term, step] of termsOfWord(word)) {
        yield isWhole ? { term, from: index, to: index + raw.length } : { term, from, to: from + term.length };
        from += step;
      }
    }
  }
}

function termsOfWord(word) {
  const letters = [...word];
  if (isUnspaced(word)) {
    return letters.map((letter, at) => [letter + (letters[at + 1] ?? ""), letter.length]);
  }
  return letters.length > 1 ? [[letters.slice(0, LONGEST).join(""), 0]] : [];
}
