/**
 * @import { Announcer } from "./announcer.js"
 * @import { Decision } from "./decision.js"
 * @import { Wording } from "./wording.js"
 */

import { button } from "./nodes.js";

/** What stands in the form's place when the chat has been ended: what became of the conversation, and the way to a new one. */
export class Ending {
  #wording;
  #announcer;
  #decision;
  /** @type {HTMLElement | null} */
  #told = null;

  /**
   * @param {Wording} wording
   * @param {Announcer} announcer
   * @param {Decision} decision
   */
  constructor(wording, announcer, decision) {
    this.#wording = wording;
    this.#announcer = announcer;
    this.#decision = decision;
  }

  /** Whether it is shown. */
  get shown() {
    return this.#told !== null;
  }

  /** @param {() => void} renew */
  show(renew) {
    const again = button(this.#wording.say("again"), renew, { class: "main" });
    this.#decision.settle();
    this.#told = this.#decision.pose(this.#wording.say("ended"), "", again);
  }

  hide() {
    this.#told = null;
    this.#decision.settle();
  }

  /** @param {boolean} deleted whether the conversation is, on the server too */
  tell(deleted) {
    const text = this.#wording.say(deleted ? "endedMore" : "endedSoon");
    if (!this.#told || this.#told.textContent === text) return;
    this.#told.textContent = text;
    this.#announcer.say(text);
  }
}
