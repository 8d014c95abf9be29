/**
 * @import { TextName } from "./texts.js"
 * @import { Wording } from "./wording.js"
 */

import { button, make } from "./nodes.js";

/** @typedef {[name: TextName, act: () => void]} Entry */

/** What else can be done with the conversation, behind one button. */
export class Menu {
  /**
   * @param {Wording} wording
   * @param {Entry[]} entries
   */
  constructor(wording, entries) {
    const expands = { "aria-expanded": "false", "aria-controls": "menu" };
    this.button = button(wording.say("options"), () => this.#show(!this.opened), expands);
    const items = entries.map(([name, act]) => make("li", {}, button(wording.say(name), () => this.#choose(act))));
    this.list = make("ul", { id: "menu", class: "menu", role: "list", hidden: true }, ...items);
    this.button.addEventListener("focusout", (event) => this.#leave(event));
    this.list.addEventListener("focusout", (event) => this.#leave(event));
  }

  get opened() {
    return !this.list.hidden;
  }

  /** Closes it and gives the focus back to its button. */
  close() {
    this.#show(false);
    this.button.focus();
  }

  /** @param {() => void} act */
  #choose(act) {
    this.close();
    act();
  }

  /**
   * Closes it, as it would hide what gets the focus.
   *
   * @param {FocusEvent} event
   */
  #leave({ relatedTarget }) {
    if (!(relatedTarget instanceof Node) || relatedTarget === this.button) return;
    if (!this.list.contains(relatedTarget)) this.#show(false);
  }

  /** @param {boolean} opened */
  #show(opened) {
    this.list.hidden = !opened;
    this.button.setAttribute("aria-expanded", String(opened));
  }
}
