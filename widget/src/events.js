/** @import { Kind } from "./contract.js" */

/**
 * What a page can listen to; none tells what anybody wrote.
 *
 * @typedef {object} Details
 * @property {null} opened
 * @property {null} asked
 * @property {{ kind: Kind }} answered
 * @property {{ helpful: boolean }} rated
 */

/**
 * Tells the page what has happened, in an event that bubbles out of every shadow.
 *
 * @template {keyof Details} Name
 * @param {Element} element
 * @param {Name} name
 * @param {Details[Name]} detail
 */
export function emit(element, name, detail) {
  element.dispatchEvent(new CustomEvent(`centre-guide:${name}`, { detail, bubbles: true, composed: true }));
}
