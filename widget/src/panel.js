/**
 * @import { Alarm } from "./alarm.js"
 * @import { Announcer } from "./announcer.js"
 * @import { Composer } from "./composer.js"
 * @import { Decision } from "./decision.js"
 * @import { Log } from "./log.js"
 * @import { Menu } from "./menu.js"
 * @import { Notices } from "./notices.js"
 * @import { Wording } from "./wording.js"
 */

import { make } from "./nodes.js";
import { folding } from "./prose.js";
import { NARROW } from "./styles.js";

/**
 * @typedef {object} Parts
 * @property {Menu} menu
 * @property {Alarm} alarm
 * @property {Log} log
 * @property {Notices} notices
 * @property {Decision} decision
 * @property {Composer} composer
 * @property {Announcer} announcer
 */

/** The window with what stands in it; its kinds say where it is, and how it opens and closes. */
export class Panel {
  #narrow = matchMedia(NARROW);

  /**
   * @param {Wording} wording
   * @param {Parts} parts
   * @param {HTMLElement} window
   * @param {...HTMLButtonElement} buttons what its header has beside the menu's
   */
  constructor(wording, parts, window, ...buttons) {
    this.parts = parts;
    this.window = window;
    const { menu, alarm, log, notices, decision, composer, announcer } = parts;
    const title = wording.say("title");
    this.heading = make("h2", { id: "title", part: "title", tabindex: -1 }, title);
    const safety = make("p", { id: "safety", class: "safety" }, ...folding("safety", wording));
    const header = make("header", { part: "header" }, this.heading, safety, menu.button, menu.list, ...buttons);
    const top = make("div", { class: "top" }, header, alarm.node);
    window.append(top, log.node, log.newest, notices.node, decision.node, composer.form, ...announcer.inside);
    const { language, direction } = wording;
    this.frame = make("section", { lang: language, dir: direction, "aria-label": title }, window, ...announcer.beside);
    window.addEventListener("keydown", (event) => event.key === "Escape" && this.escape(event));
  }

  get opened() {
    return false;
  }

  /** Whether there is something to see before it is opened. */
  get seen() {
    return false;
  }

  get roomy() {
    return !this.#narrow.matches;
  }

  /** Opens the window and moves the focus into it: to the box, or where that would bring up a keyboard, to the title. */
  open() {
    if (!this.opened) this.show();
    const { form, box } = this.parts.composer;
    const ready = this.roomy && !form.hidden;
    (ready ? box : this.heading).focus();
  }

  /** Opens the window and leaves the focus where it is. */
  show() {}

  /** Opens the window again after a reload. */
  resume() {
    this.show();
  }

  close() {}

  /** @param {boolean} folded whether what is standing makes room for the conversation */
  fold(folded) {
    this.window.classList.toggle("folded", folded);
  }

  /** @param {Event} event */
  escape(event) {
    event.preventDefault();
    const { menu, decision } = this.parts;
    if (menu.opened) menu.close();
    else if (decision.optional) decision.settle(menu.button);
    else this.close();
  }
}
