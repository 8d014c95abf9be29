/**
 * @import { Answered, Asked, Button, Message, Rating, Reply, Source } from "./contract.js"
 * @import { Wording } from "./wording.js"
 */

import { LANGUAGE } from "./contract.js";
import { copyButton } from "./copying.js";
import { Feedback } from "./feedback.js";
import { button, focusAround, make, remove } from "./nodes.js";
import { cited, prose } from "./prose.js";

/**
 * What can be done in it, and what it has to know.
 *
 * @typedef {object} Actions
 * @property {(choice: Button) => void} press
 * @property {(rating: Rating) => void} rate
 * @property {(message: string) => void} retry
 * @property {(text: string) => void} tell
 * @property {(message: string) => number | undefined} time when a message came, if that is known
 */

/** The messages on screen. A reply's choices live as long as it is the last to have some. */
export class Transcript {
  #wording;
  #actions;
  /** @type {Map<string, HTMLLIElement>} */
  #places = new Map();
  /** @type {Set<string>} */
  #replies = new Set();
  /** @type {Map<string, Feedback>} */
  #feedback = new Map();
  /** @type {Map<Element, { who: string, text: string }>} */
  #words = new Map();
  /** @type {HTMLLIElement | null} */
  #typing = null;

  /**
   * @param {Wording} wording
   * @param {Actions} actions
   */
  constructor(wording, actions) {
    this.#wording = wording;
    this.#actions = actions;
    this.list = make("ol", { class: "messages", role: "list" });
    this.clear();
  }

  clear() {
    this.#places.clear();
    this.#replies.clear();
    this.#feedback.clear();
    this.#words.clear();
    const nodes = prose(this.#wording.say("welcome"), this.#wording);
    this.list.replaceChildren(this.#bubble("bot", undefined, nodes));
  }

  /**
   * Shows what a visitor asked; gives its place.
   *
   * @param {Pick<Asked, "id" | "text">} question
   */
  asked({ id, text }) {
    const shown = this.#places.get(id);
    if (shown) return shown;
    this.#retire();
    const item = this.#add(id, "you", [make("p", { dir: "auto" }, text)], text);
    item.classList.add("visitor");
    return item;
  }

  /**
   * Whether a reply is shown already.
   *
   * @param {Reply} reply
   */
  has({ id }) {
    return this.#replies.has(id);
  }

  /**
   * Shows a reply with its buttons, before a message that is still to be answered; gives its place.
   *
   * @param {Reply & Partial<Answered>} reply
   * @param {Message} [before]
   */
  reply({ id, text, source, kind, buttons = [], rating = null }, before) {
    this.#replies.add(id);
    if (buttons.length) this.#retire();
    const urgent = kind === "urgent";
    const said = prose(text, this.#wording, urgent);
    if (source) said.push(cited(source, this.#wording));
    for (const node of said) node.lang = LANGUAGE;
    const item = this.#add(id, "bot", said, written(text, source), this.#place(before));
    if (urgent) this.#makeUrgent(item);
    if (buttons.length) item.append(this.#choices(buttons));
    const under = make("div", { class: "under" });
    if (kind === "answer" || kind === "decline" || rating !== null) under.append(this.#rating(id, rating));
    if (kind !== "talk") under.append(...copyButton(written(text, source), this.#wording, this.#actions.tell));
    if (under.hasChildNodes()) item.append(under);
    return item;
  }

  /**
   * Shows how a reply was rated, under it.
   *
   * @param {Message & { rating: Rating }} message notes can be put under it
   */
  rated({ id, rating }) {
    const item = this.#places.get(rating.reply);
    if (item) this.#places.set(id, item);
    this.#feedback.get(rating.reply)?.said(rating, true);
  }

  /**
   * A line between the messages, before a message that is to come after it.
   *
   * @param {string} text
   * @param {Message} [before]
   */
  line(text, before) {
    this.#retire();
    this.list.insertBefore(make("li", { class: "aside" }, text), this.#place(before));
  }

  /**
   * Says under a message what has become of it, and gives its place if that's new; an empty text takes it away.
   *
   * @param {string} id
   * @param {string} text
   */
  note(id, text, { wrong = false, retry = false } = {}) {
    const item = this.#places.get(id);
    /** @type {HTMLElement | null | undefined} */
    const old = item?.querySelector(".note");
    if (!item || (old?.dataset.text ?? "") === text) return null;
    const note = make("p", { class: `note ${wrong ? "wrong" : "muted"}`, "data-text": text }, text, " ");
    const again = retry && button(this.#wording.say("retry"), () => this.#actions.retry(id));
    if (again) note.append(again);
    if (text) item.append(note);
    remove(old, (text && again) || item);
    return item;
  }

  /**
   * Puts a question after the others, as it is asked again now.
   *
   * @param {string} id
   */
  last(id) {
    const item = this.#places.get(id);
    if (!item?.matches(".visitor:not(:last-child)")) return;
    const focused = focusAround(item);
    this.list.append(item);
    focused?.focus();
  }

  /** @param {string} text what is shown below the messages while a reply is made; empty if none is */
  typing(text) {
    this.#typing?.remove();
    this.#typing = text ? make("li", { class: "typing muted" }, text) : null;
    if (this.#typing) this.list.append(this.#typing);
  }

  /** The conversation as plain text. */
  toString() {
    const said = [...this.list.children].flatMap((item) => this.#words.get(item) ?? []);
    return said.map(({ who, text }) => `${who}:\n${text}\n`).join("\n");
  }

  /** @param {Message} [message] */
  #place(message) {
    return (message && this.#places.get(message.id)) ?? null;
  }

  /**
   * @param {string} id
   * @param {"you" | "bot"} who
   * @param {Node[]} nodes
   * @param {string} text
   * @param {HTMLLIElement | null} before
   */
  #add(id, who, nodes, text, before = null) {
    const when = this.#actions.time(id);
    const item = this.#bubble(who, when, nodes);
    const name = this.#wording.say(who);
    this.#words.set(item, { who: when ? `${name}, ${this.#wording.time(when)}` : name, text });
    this.#places.set(id, item);
    this.list.insertBefore(item, before);
    return item;
  }

  /**
   * @param {"you" | "bot"} who
   * @param {number | undefined} when
   * @param {Node[]} nodes
   */
  #bubble(who, when, nodes) {
    const head = make("div", { class: "who muted" }, make("h3", {}, this.#wording.say(who)));
    if (when) head.append(make("time", { datetime: new Date(when).toISOString() }, this.#wording.time(when)));
    const part = who === "you" ? "message question" : "message reply";
    return make("li", { tabindex: -1 }, head, make("div", { class: "said", part }, ...nodes));
  }

  /** @param {HTMLLIElement} item */
  #makeUrgent(item) {
    const label = this.#wording.say("urgent");
    const said = item.querySelector(".said");
    item.classList.add("urgent");
    said?.setAttribute("role", "group");
    said?.setAttribute("aria-label", label);
    said?.prepend(make("strong", {}, label));
  }

  /** @param {Button[]} choices */
  #choices(choices) {
    const items = choices.map((choice) => {
      const press = button(choice.title, () => this.#actions.press(choice), { part: "choice" });
      return make("li", { lang: LANGUAGE }, press);
    });
    return make("ul", { class: "choices", role: "list", "aria-label": this.#wording.say("follow") }, ...items);
  }

  /**
   * @param {string} reply
   * @param {boolean | null} rating what was said already
   */
  #rating(reply, rating) {
    const feedback = new Feedback(reply, this.#wording, this.#actions.rate);
    this.#feedback.set(reply, feedback);
    if (rating !== null) feedback.said({ helpful: rating }, false);
    return feedback.node;
  }

  #retire() {
    for (const old of this.list.querySelectorAll(".choices")) {
      const message = /** @type {HTMLElement} */ (old.closest(".messages > li"));
      remove(old, message);
    }
  }
}

/**
 * A reply with its source as plain text.
 *
 * @param {string} text
 * @param {Source | null} source
 */
function written(text, source) {
  if (!source) return text;
  return [`${text}\n\n${source.text}`, ...source.links.map(({ title, address }) => `${title}: ${address}`)].join("\n");
}
