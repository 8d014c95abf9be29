/**
 * @import { Source } from "./contract.js"
 * @import { Wording } from "./wording.js"
 */

import { make } from "./nodes.js";

const LINKS = /https:\/\/[^\s<>"]*[^\s<>".,;:!?')\]]/g;
const LINKS_AND_PHONES = new RegExp(`${LINKS.source}|(?<![\\w.+-])(?:999|111|116 123)(?!\\d|[\\w-]|\\.\\w)`, "g");
const ITEM = /^[•-] /;

/**
 * A reply's blocks in order: a paragraph is its text, a list its items' texts.
 *
 * @param {string} text
 */
export function blocks(text) {
  /** @type {(string | string[])[]} */
  const found = [];
  const parts = text.split(/\n\s*\n/).flatMap((part) => part.split(/\n(?=[•-] )|(?<=^[•-] .*)\n(?![•-] )/m));
  for (const part of parts.filter((part) => part.trim())) {
    const before = found.at(-1);
    if (!ITEM.test(part)) found.push(part);
    else if (Array.isArray(before)) before.push(part.slice(2));
    else found.push([part.slice(2)]);
  }
  return found;
}

/**
 * Where a text leads: its `https` addresses and, with `phones`, the national numbers for help, with the text between them.
 *
 * @param {string} text
 * @param {boolean} phones
 * @returns {{ text: string, href?: string }[]}
 */
export function pieces(text, phones) {
  const found = [];
  let from = 0;
  for (const { 0: target, index } of text.matchAll(phones ? LINKS_AND_PHONES : LINKS)) {
    found.push({ text: text.slice(from, index) }, { text: target, href: address(target) });
    from = index + target.length;
  }
  return [...found, { text: text.slice(from) }].filter((piece) => piece.text);
}

/** @param {string} target */
function address(target) {
  if (!target.startsWith("https:")) return `tel:${target.replace(" ", "")}`;
  return URL.canParse(target) ? target : undefined;
}

/**
 * The national numbers for help that a text names, each once.
 *
 * @param {string} text
 */
export function numbers(text) {
  const named = pieces(text, true).flatMap(({ text, href }) => (href?.startsWith("tel:") ? [{ text, href }] : []));
  return named.filter(({ href }, place) => named.findIndex((one) => one.href === href) === place);
}

/**
 * Text with its `https` addresses as links: the site's own open in place, for the conversation is kept; others in a new tab,
 * which they say. With `phones`, the national numbers for help are links too.
 *
 * @param {string} text
 * @param {Wording} wording
 * @param {boolean} phones
 */
export function linked(text, wording, phones = false) {
  return pieces(text, phones).map(({ text, href }) => (href ? link(text, href, wording) : text));
}

/**
 * @param {string} text
 * @param {string} href
 * @param {Wording} wording
 */
function link(text, href, wording) {
  const stays = href.startsWith("tel:") || new URL(href).origin === location.origin;
  if (stays) return make("a", { href }, text);
  return make("a", { href, target: "_blank", rel: "noopener noreferrer" }, `${text} ${wording.say("newTab")}`);
}

/**
 * A line that stands there whole at first and folds to a short one.
 *
 * @param {"hint" | "safety"} name
 * @param {Wording} wording
 */
export function folding(name, wording) {
  const whole = make("span", { class: "whole" }, ...linked(wording.say(name), wording, name === "safety"));
  const short = make("span", { class: "short" }, ...linked(wording.say(`${name}Short`), wording, name === "safety"));
  return [whole, short];
}

/**
 * A reply's paragraphs and lists.
 *
 * @param {string} text
 * @param {Wording} wording
 * @param {boolean} phones
 */
export function prose(text, wording, phones = false) {
  return blocks(text).map((block) => {
    if (!Array.isArray(block)) return make("p", { dir: "auto" }, ...linked(block, wording, phones));
    return make("ul", { dir: "auto" }, ...block.map((item) => make("li", {}, ...linked(item, wording, phones))));
  });
}

/**
 * Where a reply's facts stand, with a link to each page that the trust has set an address for.
 *
 * @param {Source} source
 * @param {Wording} wording
 */
export function cited({ text, links }, wording) {
  const titles = links.flatMap(({ title, address }) => [" ", link(title, address, wording)]);
  return make("p", { class: "source muted", dir: "auto" }, text, ...titles);
}
