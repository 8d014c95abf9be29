/**
 * @import { Parts } from "./panel.js"
 * @import { Wording } from "./wording.js"
 */

import { Launcher } from "./launcher.js";
import { button, focusAround, make } from "./nodes.js";
import { Panel } from "./panel.js";
import { NARROW } from "./styles.js";

/** The window that the launcher opens: beside the page on a wide screen, in its place on a small one. */
export class Floating extends Panel {
  #narrow = matchMedia(NARROW);
  #launcher;
  #dialog;
  #tell;

  /**
   * @param {Wording} wording
   * @param {Parts} parts
   * @param {(opened: boolean) => void} tell is called when the window has opened or closed
   * @param {AbortSignal} until ends the listening
   */
  constructor(wording, parts, tell, until) {
    const named = { "aria-labelledby": "title", "aria-describedby": "safety" };
    const dialog = make("dialog", { class: "window", part: "window", ...named });
    super(wording, parts, dialog, button(wording.say("close"), () => this.close()));
    this.#dialog = dialog;
    this.#tell = tell;
    this.#launcher = new Launcher(wording.say("title"), () => this.open());
    this.frame.prepend(this.#launcher.button);
    dialog.addEventListener("cancel", (event) => this.escape(event));
    dialog.addEventListener("close", () => this.#closed());
    this.#narrow.addEventListener("change", () => this.#fit(), { signal: until });
    visualViewport?.addEventListener("resize", () => this.#measure(), { signal: until });
  }

  get opened() {
    return this.#dialog.open;
  }

  open() {
    if (!this.opened) super.open();
  }

  show() {
    this.#launcher.button.hidden = true;
    this.badge("");
    this.#enter();
    this.parts.composer.grow();
    this.parts.log.again();
    this.#tell(true);
  }

  /** On a small screen the page comes first. */
  resume() {
    if (this.roomy) this.show();
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

  #enter() {
    this.#measure();
    if (this.roomy) this.#dialog.open = true;
    else this.#dialog.showModal();
  }

  #fit() {
    if (!this.opened || this.#dialog.matches(":modal") !== this.roomy) return;
    const focused = focusAround(this.#dialog);
    this.#dialog.close();
    this.#enter();
    focused?.focus();
    this.parts.composer.grow();
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
}
