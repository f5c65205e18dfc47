// The files of the index: each is loaded when a word asks for it, and once.

import { isUnspaced, stem } from "./fold.js";

const BLOCK = 64;
const PLANE = 4096;

const codeOf = (text) => text.codePointAt(0);
const blockOf = (text, size) => String.fromCodePoint(codeOf(text) - (codeOf(text) % size));

const groupOf = (term) => (isUnspaced(term) ? blockOf(term, BLOCK) : [...term].slice(0, 2).join(""));
const widerGroup = (term) =>
  `${codeOf(term) < PLANE ? term[0] : blockOf(term, PLANE)}_`;

/** Return the name of a shard's file. */
const fileOf = (name) =>
  [...name].map((c) => (/[a-z0-9_]/.test(c) ? c : `-${codeOf(c).toString(16)}-`)).join("");

/** The index of a site, below an address such as /search/. */
export class Shards {
  #base;
  #root;
  #loaded = new Map();

  constructor(base) {
    this.#base = base;
  }

  /** Load what is read first: how many pages there are, and which shards. */
  async root() {
    this.#root ??= this.#load("index.json", { cache: "no-cache" }).then((found) => found.json());
    return this.#root;
  }

  /** Load the lines of the terms that begin as a term does. */
  async lines(term) {
    const names = isUnspaced(term) ? [] : [[...term].slice(0, 3).join("")];
    return this.#lines("terms", (await this.root()).s, [...names, groupOf(term), widerGroup(term)]);
  }

  /** Load the lines of all terms that begin with the two letters that a term begins with. */
  async pair(term) {
    const pair = fileOf(groupOf(term));
    const parts = (await this.root()).s.split(" ").filter((name) => name.startsWith(pair));
    if (parts.length < 2) {
      return this.lines(term);
    }
    return (await Promise.all(parts.map((name) => this.#file("terms", name)))).flat();
  }

  /** Load the lines of the terms that end as a word does. */
  async endings(word) {
    const ending = [...stem(word)].slice(-2);
    return this.#lines("endings", (await this.root()).e, [ending.join(""), `_${ending.at(-1)}`]);
  }

  async #lines(folder, known, names) {
    const name = names.map(fileOf).find((each) => known.split(" ").includes(each));
    return name ? this.#file(folder, name) : [];
  }

  #file(folder, name) {
    return this.#once(`${folder}/${name}.txt`, async (found) => (await found.text()).split("\n"));
  }

  /** Load what a result of a page shows. */
  page(number) {
    return this.#once(`pages/${number}.json`, (found) => found.json());
  }

  async #once(path, read) {
    const { v } = await this.root();
    if (!this.#loaded.has(path)) {
      this.#loaded.set(path, this.#load(`${path}?v=${v}`).then(read));
    }
    return this.#loaded.get(path);
  }

  async #load(path, options) {
    const found = await fetch(this.#base + path, options);
    if (!found.ok) {
      throw new Error(`${path}: ${found.status}`);
    }
    return found;
  }
}
