/** @import { Wording } from "./wording.js" */

import { button, make } from "./nodes.js";
import { numbers } from "./prose.js";

/** The card that says whom to call in danger; it stays in view until the visitor closes it. */
export class Alarm {
  #wording;
  #closed;
  #heir;
  node = make("div", { class: "alarm", role: "group", "aria-labelledby": "alarm", hidden: true });

  /**
   * @param {Wording} wording
   * @param {() => void} closed is called when the visitor closes it
   * @param {HTMLElement} heir gets the focus then
   */
  constructor(wording, closed, heir) {
    this.#wording = wording;
    this.#closed = closed;
    this.#heir = heir;
  }

  /** @param {string} text a reply's; the numbers that it names can be called */
  show(text) {
    const named = numbers(text);
    const [first] = named;
    const heading = first ? this.#wording.say("alarm", { number: first.text }) : this.#wording.say("urgent");
    const close = button(this.#wording.say("alarmClose"), () => this.#close());
    const calls = named.map(({ text, href }) => this.#call(text, href));
    const head = make("div", { class: "alarm-head" }, make("h3", { id: "alarm" }, heading), close);
    this.node.replaceChildren(head, make("div", { class: "calls" }, ...calls));
    this.node.hidden = false;
  }

  hide() {
    this.node.hidden = true;
  }

  #close() {
    this.#heir.focus({ preventScroll: true });
    this.hide();
    this.#closed();
  }

  /**
   * @param {string} number
   * @param {string} href
   */
  #call(number, href) {
    const words = this.#wording.say("call", { number });
    const shown = [make("span", { class: "words" }, words), make("span", { class: "number" }, number)];
    return make("a", { class: "call", href, "aria-label": words }, ...shown);
  }
}
