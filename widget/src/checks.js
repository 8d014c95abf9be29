import { LANGUAGE } from "./contract.js";
import { TEXTS } from "./texts.js";
import { parsed } from "./wording.js";

const PLURAL = /\.(zero|one|two|few|many|other)$/;

/**
 * What of the texts in the chat's language will surprise its makers, in words for them.
 *
 * @param {string} language of the chat
 * @param {Record<string, unknown>} texts the site's own
 * @param {string} page the page's language, or nothing
 */
export function complaints(language, texts, page) {
  const found = [];
  const named = Object.keys(texts).filter((name) => !known(name));
  const wrong = Object.keys(texts).filter((name) => known(name) && typeof texts[name] !== "string");
  const missing = Object.keys(TEXTS).filter((name) => !(name in texts) && !(name.replace(PLURAL, ".other") in texts));
  if (named.length) found.push(`no text has the name ${quoted(named)}: the names are those of TEXTS.`);
  if (wrong.length) found.push(`the text ${quoted(wrong)} isn't a string.`);
  if (missing.length && !same(language, LANGUAGE)) {
    const which = missing.length === Object.keys(TEXTS).length ? "all texts" : quoted(missing);
    found.push(`data-language is "${language}", but in English still: ${which}. Put them into the file of data-texts.`);
  }
  if (page && !same(page, language)) {
    found.push(`the page is in "${page}", the chat in "${language}": set data-language and data-texts.`);
  }
  return found;
}

/** @param {string} name */
function known(name) {
  return name in TEXTS || (PLURAL.test(name) && name.replace(PLURAL, ".other") in TEXTS);
}

/** @param {string[]} names */
function quoted(names) {
  return names.map((name) => `"${name}"`).join(", ");
}

/**
 * @param {string} one
 * @param {string} other
 */
function same(one, other) {
  return parsed(one)?.language === parsed(other)?.language;
}
