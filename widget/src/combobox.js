/**
 * @import { Offer } from "./contract.js"
 * @import { Wording } from "./wording.js"
 */

import { LANGUAGE } from "./contract.js";
import { make } from "./nodes.js";
import { Suggestions } from "./suggestions.js";

/** Milliseconds without a key before it is said how many questions there are. */
const TELLING_AFTER = 1000;

/**
 * @typedef {object} Actions
 * @property {(question: string) => void} choose
 * @property {(text: string) => void} tell
 * @property {() => number} room how high the list may be, in pixels
 */

/**
 * The questions that fit what is typed, in a list above the box: a combobox as the ARIA Authoring Practices have it. The focus
 * stays in the box; what is typed is sent by Enter as ever, unless a question of the list was chosen.
 */
export class Combobox {
  #box;
  #wording;
  #actions;
  #suggestions = new Suggestions([]);
  /** @type {HTMLLIElement[]} */
  #options = [];
  /** @type {HTMLLIElement | undefined} */
  #active;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /**
   * @param {HTMLTextAreaElement} box
   * @param {Wording} wording
   * @param {Actions} actions
   */
  constructor(box, wording, actions) {
    this.#box = box;
    this.#wording = wording;
    this.#actions = actions;
    this.list = make("ul", {
      id: "suggestions", class: "suggestions", part: "suggestions", role: "listbox", hidden: true,
      "aria-label": wording.say("suggestions"), mousedown: (event) => event.preventDefault(),
    });
    const pattern = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "suggestions", "aria-expanded": false };
    for (const [name, value] of Object.entries(pattern)) box.setAttribute(name, String(value));
    box.addEventListener("input", () => this.#open());
    box.addEventListener("blur", () => this.close());
  }

  get #opened() {
    return !this.list.hidden;
  }

  /** @param {Offer[]} offers what can be suggested from now on */
  offer(offers) {
    this.#suggestions = new Suggestions(offers);
  }

  close() {
    this.#show([]);
  }

  /**
   * Does what a key means for the list; gives whether it means something.
   *
   * @param {KeyboardEvent} event
   */
  press(event) {
    const meant = !event.isComposing && this.#meaning(event);
    if (!meant) {
      if (this.#moves(event)) this.#activate(undefined);
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    meant();
    return true;
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {(() => void) | null}
   */
  #meaning({ key, altKey, shiftKey }) {
    const active = this.#active;
    if (key === "ArrowDown") return this.#opened || this.#open() ? () => altKey || this.#step(1) : null;
    if (!this.#opened) return null;
    if (key === "ArrowUp") return altKey ? () => this.close() : () => this.#step(-1);
    if (key === "Escape") return () => this.close();
    return key === "Enter" && active && !shiftKey ? () => this.#choose(active) : null;
  }

  /**
   * Whether a key moves within what is typed.
   *
   * @param {KeyboardEvent} event
   */
  #moves({ key }) {
    return ["ArrowLeft", "ArrowRight", "Home", "End"].includes(key);
  }

  /** Shows what fits; gives whether something does. */
  #open() {
    const { value } = this.#box;
    const found = value.includes("\n") ? [] : this.#suggestions.find(value);
    this.#show(found);
    if (found.length) {
      const words = this.#wording.count("suggested", found.length);
      this.#pause = setTimeout(() => this.#actions.tell(words), TELLING_AFTER);
    }
    return found.length > 0;
  }

  /** @param {string[]} questions none closes the list */
  #show(questions) {
    clearTimeout(this.#pause);
    if (!questions.length && !this.#opened) return;
    this.#options = questions.map((question, place) => this.#option(question, place));
    this.list.replaceChildren(...this.#options);
    this.list.hidden = !questions.length;
    this.list.style.maxHeight = `${this.#actions.room()}px`;
    this.#box.setAttribute("aria-expanded", String(this.#opened));
    this.#activate(undefined);
  }

  /**
   * @param {string} question
   * @param {number} place
   */
  #option(question, place) {
    const attributes = { id: `suggestion-${place}`, role: "option", part: "suggestion", lang: LANGUAGE };
    const chosen = { "aria-selected": "false", click: () => this.#choose(option) };
    const option = make("li", { ...attributes, ...chosen }, question);
    return option;
  }

  /**
   * To the next option or the one before; past the last and before the first is the box.
   *
   * @param {1 | -1} by
   */
  #step(by) {
    const stops = [undefined, ...this.#options];
    this.#activate(stops.at((stops.indexOf(this.#active) + by) % stops.length));
  }

  /** @param {HTMLLIElement | undefined} option */
  #activate(option) {
    this.#active?.setAttribute("aria-selected", "false");
    this.#active = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#box.setAttribute("aria-activedescendant", option.id);
    else this.#box.removeAttribute("aria-activedescendant");
  }

  /** @param {HTMLLIElement} option */
  #choose(option) {
    this.#actions.choose(option.textContent ?? "");
  }
}
