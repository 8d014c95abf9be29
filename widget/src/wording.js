/** @import { TextName } from "./texts.js" */

import { TEXTS } from "./texts.js";

const AT_HOME = "en-GB";
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ku-arab|ps|sd|ug|ur|yi)\b/i;

/**
 * A language with a region, which dates are written by: its own, else that of a page in the same language. English is British.
 *
 * @param {string} language
 * @param {string} page the page's language
 */
export function regional(language, page) {
  const [wanted, around] = [parsed(language), parsed(page)];
  if (!wanted) return AT_HOME;
  if (wanted.region) return language;
  if (around?.region && around.language === wanted.language) return page;
  return wanted.language === "en" ? AT_HOME : language;
}

/**
 * A language tag's parts; nothing if it is none.
 *
 * @param {string} tag
 */
export function parsed(tag) {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}

/** The texts in one language, with their blanks filled and their plurals chosen. */
export class Wording {
  /** @type {Record<string, string>} */
  #texts;
  /** @type {Map<string | undefined, Intl.DateTimeFormat>} By how the day is written: a format costs 50 ms on a slow phone. */
  #times = new Map();
  /** @type {Intl.PluralRules | undefined} */
  #plurals;

  /**
   * @param {string} language
   * @param {...Record<string, string>} layers texts in place of ours; a later layer wins
   */
  constructor(language, ...layers) {
    this.language = language;
    this.direction = RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr";
    this.#texts = Object.assign({}, TEXTS, ...layers);
  }

  /**
   * @param {TextName} name
   * @param {Record<string, string | number>} values what to put into the text's blanks
   */
  say(name, values = {}) {
    return this.#fill(name, values);
  }

  /**
   * A text in the plural form that a count has.
   *
   * @param {"choices" | "left" | "over" | "suggested" | "unread"} name
   * @param {number} count
   */
  count(name, count) {
    this.#plurals ??= new Intl.PluralRules(this.language);
    const form = `${name}.${this.#plurals.select(count)}`;
    return this.#fill(form in this.#texts ? form : `${name}.other`, { count });
  }

  /**
   * How long from now something is, in words.
   *
   * @param {number} seconds
   */
  wait(seconds) {
    const format = new Intl.RelativeTimeFormat(this.language, { numeric: "always" });
    return seconds < 90 ? format.format(seconds, "second") : format.format(Math.ceil(seconds / 60), "minute");
  }

  /**
   * The time of day, with the day unless that is today.
   *
   * @param {number} when milliseconds, as of `Date.now()`
   */
  time(when) {
    const today = new Date(when).toDateString() === new Date().toDateString();
    const day = today ? undefined : "short";
    const known = this.#times.get(day);
    const format = known ?? new Intl.DateTimeFormat(this.language, { weekday: day, hour: "2-digit", minute: "2-digit" });
    this.#times.set(day, format);
    return format.format(when);
  }

  /**
   * @param {string} name
   * @param {Record<string, string | number>} values
   */
  #fill(name, values) {
    return String(this.#texts[name]).replace(/\{(\w+)\}/g, (blank, key) => String(values[key] ?? blank));
  }
}
