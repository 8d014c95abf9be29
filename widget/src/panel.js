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

import { Launcher } from "./launcher.js";
import { button, focusAround, make } from "./nodes.js";
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

/** The window that the launcher opens: beside the page on a wide screen, in its place on a small one. */
export class Panel {
  #parts;
  #tell;
  #narrow = matchMedia(NARROW);
  #launcher;
  #heading;
  #dialog;

  /**
   * @param {Wording} wording
   * @param {Parts} parts
   * @param {(opened: boolean) => void} tell is called when the window has opened or closed
   * @param {AbortSignal} until ends the listening
   */
  constructor(wording, parts, tell, until) {
    this.#parts = parts;
    this.#tell = tell;
    const { menu, alarm, log, notices, decision, composer, announcer } = parts;
    const title = wording.say("title");
    this.#launcher = new Launcher(title, () => this.open());
    this.#heading = make("h2", { id: "title", tabindex: -1 }, title);
    const safety = make("p", { id: "safety", class: "safety" }, ...folding("safety", wording));
    const close = button(wording.say("close"), () => this.close());
    const header = make("header", {}, this.#heading, safety, menu.button, menu.list, close);
    const top = make("div", { class: "top" }, header, alarm.node);
    const body = [top, log.node, log.newest, notices.node, decision.node, composer.form, ...announcer.inside];
    this.#dialog = make("dialog", { "aria-labelledby": "title", "aria-describedby": "safety" }, ...body);
    const { language, direction } = wording;
    this.frame = make("section", { lang: language, dir: direction, "aria-label": title });
    this.frame.append(this.#launcher.button, this.#dialog, ...announcer.beside);
    this.#listen(until);
  }

  get opened() {
    return this.#dialog.open;
  }

  get roomy() {
    return !this.#narrow.matches;
  }

  /** Opens the window and moves the focus into it: to the box, or where that would bring up a keyboard, to the title. */
  open() {
    if (this.opened) return;
    this.show();
    const { form, box } = this.#parts.composer;
    const ready = this.roomy && !form.hidden;
    (ready ? box : this.#heading).focus();
  }

  /** Opens the window and leaves the focus where it is. */
  show() {
    this.#launcher.button.hidden = true;
    this.badge("");
    this.#enter();
    this.#parts.composer.grow();
    this.#parts.log.again();
    this.#tell(true);
  }

  /** Closes the window and gives the focus back to the launcher. */
  close() {
    if (this.opened) this.#dialog.close();
    this.#closed();
  }

  /** @param {string} text what is added to the launcher's title */
  badge(text) {
    this.#launcher.badge(text);
  }

  /** @param {boolean} folded whether what is standing makes room for the conversation */
  fold(folded) {
    this.#dialog.classList.toggle("folded", folded);
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    this.#dialog.addEventListener("keydown", (event) => event.key === "Escape" && this.#escape(event));
    this.#dialog.addEventListener("cancel", (event) => this.#escape(event));
    this.#dialog.addEventListener("close", () => this.#closed());
    this.#narrow.addEventListener("change", () => this.#fit(), { signal });
    visualViewport?.addEventListener("resize", () => this.#measure(), { signal });
  }

  #enter() {
    this.#measure();
    if (this.#narrow.matches) this.#dialog.showModal();
    else this.#dialog.open = true;
  }

  #fit() {
    if (!this.opened || this.#dialog.matches(":modal") === this.#narrow.matches) return;
    const focused = focusAround(this.#dialog);
    this.#dialog.close();
    this.#enter();
    focused?.focus();
    this.#parts.composer.grow();
  }

  /** On a phone, the window ends where the keyboard on the screen begins. */
  #measure() {
    if (!visualViewport || visualViewport.scale > 1) this.#dialog.style.removeProperty("--viewport");
    else this.#dialog.style.setProperty("--viewport", `${visualViewport.height}px`);
  }

  #closed() {
    if (this.opened || !this.#launcher.button.hidden) return;
    this.#launcher.button.hidden = false;
    this.#launcher.button.focus();
    this.#tell(false);
  }

  /** @param {Event} event */
  #escape(event) {
    event.preventDefault();
    const { menu, decision } = this.#parts;
    if (menu.opened) menu.close();
    else if (decision.optional) decision.settle(menu.button);
    else this.close();
  }
}
