/**
 * @import { Answered, Asked, Button, Message, Reply } from "./contract.js"
 * @import { Wording } from "./wording.js"
 */

import { button, focusAround, make, remove } from "./nodes.js";
import { prose } from "./prose.js";

/**
 * What can be done in it.
 *
 * @typedef {object} Actions
 * @property {(choice: Button) => void} press
 * @property {(reply: string, helpful: boolean) => void} rate
 * @property {(message: string) => void} retry
 */

/** The messages on screen. A message's buttons live as long as it is the last to have some. */
export class Transcript {
  #wording;
  #actions;
  /** @type {Map<string, HTMLLIElement>} */
  #places = new Map();
  /** @type {Set<string>} */
  #replies = new Set();
  /** @type {Map<Element, { who: "you" | "bot", text: string }>} */
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
    this.#words.clear();
    const welcome = this.#bubble("bot", prose(this.#wording.say("welcome"), this.#wording));
    this.list.replaceChildren(welcome);
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
    const item = this.#add("you", [make("p", { dir: "auto" }, text)], text);
    item.classList.add("visitor");
    this.#places.set(id, item);
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
  reply({ id, text, kind, buttons = [], rating = null }, before) {
    this.#replies.add(id);
    if (buttons.length) this.#retire();
    const urgent = kind === "urgent";
    const item = this.#add("bot", prose(text, this.#wording, urgent), text, this.#place(before));
    if (urgent) this.#makeUrgent(item);
    this.#places.set(id, item);
    if (buttons.length) item.append(this.#choices(buttons));
    if (rating !== null) this.rated(id, rating);
    else if (kind === "answer" || kind === "decline") item.append(this.#rating(id));
    return item;
  }

  /**
   * Shows how a reply was rated, under it.
   *
   * @param {string} reply
   * @param {boolean} helpful
   * @param {string} message the id of the rating, which notes can be put under
   */
  rated(reply, helpful, message = reply) {
    const item = this.#places.get(reply);
    if (!item) return;
    this.#places.set(message, item);
    if (item.querySelector(".rated")) return;
    const told = this.#wording.say(helpful ? "saidYes" : "saidNo");
    const answer = make("p", { class: "rated muted", tabindex: -1 }, told);
    item.append(answer);
    remove(item.querySelector(".rating"), answer);
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
    return said.map(({ who, text }) => `${this.#wording.say(who)}:\n${text}\n`).join("\n");
  }

  /** @param {Message} [message] */
  #place(message) {
    return (message && this.#places.get(message.id)) ?? null;
  }

  /**
   * @param {"you" | "bot"} who
   * @param {Node[]} nodes
   * @param {string} text
   * @param {HTMLLIElement | null} before
   */
  #add(who, nodes, text, before = null) {
    const item = this.#bubble(who, nodes);
    this.#words.set(item, { who, text });
    this.list.insertBefore(item, before);
    return item;
  }

  /**
   * @param {"you" | "bot"} who
   * @param {Node[]} nodes
   */
  #bubble(who, nodes) {
    const heading = make("h3", { class: "muted" }, this.#wording.say(who));
    return make("li", { tabindex: -1 }, heading, make("div", { class: "said" }, ...nodes));
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
    const items = choices.map((choice) => make("li", {}, button(choice.title, () => this.#actions.press(choice))));
    return make("ul", { class: "choices", role: "list", "aria-label": this.#wording.say("follow") }, ...items);
  }

  /** @param {string} reply */
  #rating(reply) {
    const question = this.#wording.say("helpful");
    const label = make("span", {}, question);
    const choices = [this.#ratingChoice("yes", reply, true), this.#ratingChoice("no", reply, false)];
    return make("div", { class: "rating", role: "group", "aria-label": question }, label, ...choices);
  }

  /**
   * @param {"yes" | "no"} name
   * @param {string} reply
   * @param {boolean} helpful
   */
  #ratingChoice(name, reply, helpful) {
    const choice = button(this.#wording.say(name), () => this.#actions.rate(reply, helpful));
    choice.append(make("span", { class: "unseen" }, this.#wording.say(`${name}More`)));
    return choice;
  }

  #retire() {
    for (const old of this.list.querySelectorAll(".choices, .rating")) {
      const message = /** @type {HTMLElement} */ (old.closest(".messages > li"));
      remove(old, message);
    }
  }
}
