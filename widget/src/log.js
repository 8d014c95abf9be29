/** @import { Wording } from "./wording.js" */

import { make } from "./nodes.js";

/** How much of what stands before an item is seen above it, in lines, but at most a share of the room. */
const LINES_BEFORE = 3;
const SHARE_BEFORE = 0.25;

/** The box that the transcript scrolls in. */
export class Log {
  /** @type {HTMLElement | null} */
  #latest = null;

  /**
   * @param {Wording} wording
   * @param {HTMLElement} list the transcript's
   */
  constructor(wording, list) {
    const region = { role: "region", "aria-label": wording.say("conversation"), tabindex: 0 };
    this.node = make("div", { class: "log", ...region }, list);
    this.#anchor().observe(this.node);
  }

  /**
   * Brings an item's beginning into sight, below the end of what it answers.
   *
   * @param {HTMLElement} item
   */
  reveal(item) {
    this.#latest = item;
    const lines = LINES_BEFORE * parseFloat(getComputedStyle(this.node).fontSize);
    const before = Math.min(lines, SHARE_BEFORE * this.node.clientHeight);
    this.node.scrollTop += item.getBoundingClientRect().top - this.node.getBoundingClientRect().top - before;
  }

  /** Shows the item that was revealed last, as the box may have had no room at the time. */
  again() {
    if (this.#latest) this.reveal(this.#latest);
  }

  forget() {
    this.#latest = null;
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  /** What is at the bottom stays there when what is below the box grows. */
  #anchor() {
    let height = 0;
    return new ResizeObserver(() => {
      const now = this.node.clientHeight;
      if (height && now) this.node.scrollTop += height - now;
      height = now;
    });
  }
}
