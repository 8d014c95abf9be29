/** @import { Offer } from "./contract.js" */

const MOST = 5;
const LETTERS_FOR_A_SLIP = 4;

/** How well a word that is found only among what people also call it tells the question, beside one that is in it. */
const ALSO = 0.6;

/** A word that a third of the questions have tells none of them by itself. */
const LEAST = Math.log(3);

/** The reviewed questions, found by what is typed: by the beginnings of words and in spite of a slip. */
export class Suggestions {
  #questions;
  #known;

  /** @param {Offer[]} offers */
  constructor(offers) {
    this.#questions = offers.map(({ question, words }) => ({
      question, own: new Set(wordsOf(question)), also: new Set(wordsOf(words)),
    }));
    this.#known = new Set(this.#questions.flatMap(({ own, also }) => [...own, ...also]));
  }

  /**
   * Up to five questions, the likeliest first: each has more than half of what is typed, and rare words count more.
   *
   * @param {string} typed
   * @returns {string[]}
   */
  find(typed) {
    const scores = this.#questions.map(() => 0);
    let most = 0;
    for (const word of wordsOf(typed)) {
      const fits = this.#fits(this.#meant(word));
      const found = fits.filter(Boolean).length;
      const weight = found ? Math.log(fits.length / found) : 0;
      most += weight;
      fits.forEach((fit, place) => (scores[place] = (scores[place] ?? 0) + fit * weight));
    }
    if (most < LEAST) return [];
    const likely = this.#questions.flatMap(({ question }, place) => {
      const score = scores[place] ?? 0;
      return score > most / 2 ? [{ question, score }] : [];
    });
    return likely.sort((one, other) => other.score - one.score).slice(0, MOST).map(({ question }) => question);
  }

  /**
   * How well each question fits what may be meant.
   *
   * @param {string[]} meant
   */
  #fits(meant) {
    return this.#questions.map(({ own, also }) => {
      if (meant.some((word) => own.has(word))) return 1;
      return meant.some((word) => also.has(word)) ? ALSO : 0;
    });
  }

  /**
   * The known words that begin so; if there are none, those that do but for a slip.
   *
   * @param {string} word
   */
  #meant(word) {
    const known = [...this.#known];
    const begun = known.filter((other) => other.startsWith(word));
    if (begun.length || word.length < LETTERS_FOR_A_SLIP) return begun;
    return known.filter((other) => slipped(word, other));
  }
}

/**
 * The words that texts are compared by.
 *
 * @param {string} text
 * @returns {string[]}
 */
function wordsOf(text) {
  return text.toLowerCase().replace(/['’]/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * Whether a word begins as it is typed, but for one letter that is another, too much, missing or swapped with its neighbour.
 *
 * @param {string} typed
 * @param {string} word
 */
export function slipped(typed, word) {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  const goesOn = (/** @type {number} */ from, /** @type {number} */ to) => word.startsWith(typed.slice(from), to);
  const swapped = typed[at] === word[at + 1] && typed[at + 1] === word[at];
  return goesOn(at + 1, at + 1) || goesOn(at + 1, at) || goesOn(at, at + 1) || (swapped && goesOn(at + 2, at + 2));
}
