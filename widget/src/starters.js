/** @import { Wording } from "./wording.js" */

import { LANGUAGE } from "./contract.js";
import { button, make } from "./nodes.js";

/** Questions to begin with, on the first screen. */
export class Starters {
  #ask;
  #list;

  /**
   * @param {Wording} wording
   * @param {(question: string) => void} ask
   */
  constructor(wording, ask) {
    this.#ask = ask;
    this.#list = make("ul", { role: "list", "aria-labelledby": "starters" });
    const heading = make("p", { class: "muted", id: "starters" }, wording.say("starters"));
    this.node = make("div", { class: "starters", hidden: true }, heading, this.#list);
  }

  /** @param {string[]} questions */
  offer(questions) {
    const items = questions.map((one) => make("li", { lang: LANGUAGE }, button(one, () => this.#ask(one), { part: "choice" })));
    this.#list.replaceChildren(...items);
    this.node.hidden = !questions.length;
  }
}
