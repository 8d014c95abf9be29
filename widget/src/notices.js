/**
 * @import { Announcer } from "./announcer.js"
 * @import { Wording } from "./wording.js"
 */

import { holdsFocus, make } from "./nodes.js";
import { linked } from "./prose.js";

/** What there is to know about the chat itself: it stands above the form for as long as it is so, and is said once. */
export class Notices {
  #wording;
  #announcer;
  #heir;
  /** @type {Record<string, string>} A text by what it is about. */
  #texts = {};
  node = make("div", { class: "notice", hidden: true });

  /**
   * @param {Wording} wording
   * @param {Announcer} announcer
   * @param {HTMLElement} heir gets the focus of a link that goes
   */
  constructor(wording, announcer, heir) {
    this.#wording = wording;
    this.#announcer = announcer;
    this.#heir = heir;
  }

  /**
   * Tells what there is to know about one thing; without texts there's nothing any more.
   *
   * @param {"away" | "back" | "off"} about
   * @param {...string} texts
   */
  tell(about, ...texts) {
    const text = texts.join("\n");
    if (text === (this.#texts[about] ?? "")) return;
    if (text) this.#announcer.say(text);
    this.#texts[about] = text;
    this.#show(Object.values(this.#texts).flatMap((text) => text.split("\n")));
  }

  clear() {
    this.#texts = {};
    this.#show([]);
  }

  /** @param {string[]} lines */
  #show(lines) {
    if (holdsFocus(this.node)) this.#heir.focus({ preventScroll: true });
    const told = lines.filter((line) => line.trim());
    this.node.replaceChildren(...told.map((line) => make("p", { dir: "auto" }, ...linked(line, this.#wording, true))));
    this.node.hidden = !told.length;
  }
}
