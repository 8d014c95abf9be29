/**
 * @import { Composer } from "./composer.js"
 * @import { Wording } from "./wording.js"
 */

import { button, make } from "./nodes.js";

/** What the visitor has to decide, in the place of the form. */
export class Decision {
  #wording;
  #composer;
  node = make("div", { class: "ask", hidden: true });
  /** Whether it can be left without deciding. */
  optional = false;

  /**
   * @param {Wording} wording
   * @param {Composer} composer
   */
  constructor(wording, composer) {
    this.#wording = wording;
    this.#composer = composer;
  }

  /**
   * Puts a question with its buttons; gives the paragraph below its heading.
   *
   * @param {string} heading
   * @param {string} more
   * @param {...HTMLButtonElement} buttons
   */
  pose(heading, more, ...buttons) {
    const title = make("h3", { tabindex: -1 }, heading);
    const told = make("p", {}, more);
    this.node.replaceChildren(title, told, make("div", {}, ...buttons));
    this.node.hidden = false;
    this.#composer.form.hidden = true;
    this.optional = false;
    title.focus();
    return told;
  }

  /**
   * Asks whether to do what deletes the conversation; "go back" doesn't.
   *
   * @param {"restart" | "end"} name
   * @param {() => void} act
   * @param {HTMLElement} back gets the focus of who goes back
   */
  confirm(name, act, back) {
    const say = this.#wording.say.bind(this.#wording);
    const yes = button(say(`${name}Yes`), act, { class: "main danger" });
    const no = button(say("goBack"), () => this.settle(back), { class: "plain" });
    this.pose(say(`${name}Ask`), say(`${name}More`), yes, no);
    this.optional = true;
  }

  /**
   * Puts the form back.
   *
   * @param {HTMLElement} focus
   */
  settle(focus = this.#composer.box) {
    this.optional = false;
    this.node.hidden = true;
    this.#composer.form.hidden = false;
    this.#composer.grow();
    focus.focus();
  }
}
