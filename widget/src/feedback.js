/**
 * @import { Rating, Reason } from "./contract.js"
 * @import { TextName } from "./texts.js"
 * @import { Wording } from "./wording.js"
 */

import { button, holdsFocus, make } from "./nodes.js";

/** @type {Record<Reason, TextName>} */
const REASONS = { wrong: "reasonWrong", unclear: "reasonUnclear", other_question: "reasonOther" };

/** Under a reply: whether it was helpful, and if it wasn't, why. */
export class Feedback {
  #reply;
  #wording;
  #rate;
  node = make("div", { class: "rating", role: "group" });

  /**
   * @param {string} reply its id
   * @param {Wording} wording
   * @param {(rating: Rating) => void} rate
   */
  constructor(reply, wording, rate) {
    this.#reply = reply;
    this.#wording = wording;
    this.#rate = rate;
    const question = wording.say("helpful");
    this.node.setAttribute("aria-label", question);
    this.node.append(make("span", {}, question), this.#choice("yes", true), this.#choice("no", false));
  }

  /**
   * Shows what was said, and asks why where that is still to be told.
   *
   * @param {Omit<Rating, "reply">} rating
   * @param {boolean} asks
   */
  said({ helpful, reason }, asks) {
    const why = this.#wording.say("why");
    const told = reason
      ? this.#wording.say("saidWhy", { reason: this.#wording.say(REASONS[reason]) })
      : this.#wording.say(helpful ? "saidYes" : "saidNo");
    const open = asks && !helpful && !reason;
    const answer = make("p", { class: "rated muted", tabindex: -1 }, open ? `${told} ${why}` : told);
    const focused = holdsFocus(this.node);
    this.node.replaceChildren(answer, ...(open ? this.#reasons() : []));
    this.node.setAttribute("aria-label", open ? why : this.#wording.say("helpful"));
    if (focused) answer.focus({ preventScroll: true });
  }

  /**
   * @param {"yes" | "no"} name
   * @param {boolean} helpful
   */
  #choice(name, helpful) {
    const choice = button(this.#wording.say(name), () => this.#rate({ reply: this.#reply, helpful }));
    choice.append(make("span", { class: "unseen" }, this.#wording.say(`${name}More`)));
    return choice;
  }

  #reasons() {
    return Object.entries(REASONS).map(([name, text]) => {
      const reason = /** @type {Reason} */ (name);
      return button(this.#wording.say(text), () => this.#rate({ reply: this.#reply, helpful: false, reason }));
    });
  }
}
