/**
 * @import { Parts } from "./panel.js"
 * @import { Wording } from "./wording.js"
 */

import { make } from "./nodes.js";
import { Panel } from "./panel.js";

/** The window as a part of the page, always there. It counts as opened once a visitor has turned to it. */
export class Embedded extends Panel {
  #opened = false;
  #tell;

  /**
   * @param {Wording} wording
   * @param {Parts} parts
   * @param {(opened: boolean) => void} tell is called when it has opened
   */
  constructor(wording, parts, tell) {
    super(wording, parts, make("div", { class: "window", part: "window" }));
    this.#tell = tell;
    this.window.addEventListener("focusin", () => this.show());
  }

  get opened() {
    return this.#opened;
  }

  get seen() {
    return true;
  }

  show() {
    if (this.#opened) return;
    this.#opened = true;
    this.#tell(true);
  }

  /** There's no launcher to put anything on. */
  badge() {}
}
