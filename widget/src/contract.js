/**
 * What the widget and the server say to each other, as in `centreguide/channels/website/openapi.yml`.
 *
 * @typedef {{ id: string, title: string }} Button
 *
 * @typedef {{ text: string, links: { title: string, address: string }[] }} Source
 *
 * @typedef {"answer" | "decline" | "question" | "talk" | "urgent"} Kind
 *
 * @typedef {object} Reply
 * @property {string} id
 * @property {string} text plain text; a blank line parts paragraphs
 * @property {Source | null} source where its facts stand
 * @property {Kind} kind
 * @property {Button[]} buttons
 *
 * @typedef {{ from: "visitor", id: string, text: string }} Asked
 *
 * @typedef {Reply & { from: "bot", rating: boolean | null }} Answered
 *
 * @typedef {"wrong" | "unclear" | "other_question"} Reason why a reply wasn't helpful
 *
 * @typedef {{ reply: string, helpful: boolean, reason?: Reason }} Rating `reply` is the id of the reply that is rated
 *
 * @typedef {object} Message a text, a button or a rating on its way to the server
 * @property {string} id
 * @property {string} text what it says on the screen; empty for a rating
 * @property {string} [button] the id of the button that was pressed
 * @property {Rating} [rating]
 * @property {boolean | "closed"} [failed] given up until the visitor sends it again, or `closed`: the bot was switched off
 *
 * @typedef {{ token: string, off?: string }} Session `off` is what the trust says while the bot is switched off
 *
 * @typedef {{ messages: (Asked | Answered)[], off?: string }} History
 *
 * @typedef {{ question: string, words: string }} Offer a question with more words to find it by
 *
 * @typedef {{ starters: string[], questions: Offer[] }} Offers
 */

/** What the server's questions and replies are written in, whatever language the chat's own texts are in. */
export const LANGUAGE = "en";

/** What a message is that the switched-off bot didn't take. */
export const CLOSED = "closed";

/**
 * A message with an id of its own.
 *
 * @param {{ text?: string, button?: string, rating?: Rating }} content
 * @returns {Message}
 */
export function newMessage(content) {
  return { id: uuid(), text: "", ...content };
}

// `crypto.randomUUID` is missing where the page came without HTTPS.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)).map((byte, place) => {
    if (place === 6) return (byte & 0x0f) | 0x40;
    return place === 8 ? (byte & 0x3f) | 0x80 : byte;
  });
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
