/** @import { Wording } from "./wording.js" */

import { make } from "./nodes.js";

/** How much of what stands before an item is seen above it, in lines, but at most a share of the room. */
const LINES_BEFORE = 3;
const SHARE_BEFORE = 0.25;

/** The box that the transcript scrolls in. */
export class Log {
  /** @type {HTMLElement | null} */
  #latest = null;
  #height = 0;

  /**
   * @param {Wording} wording
   * @param {HTMLElement} list the transcript's
   */
  constructor(wording, list) {
    const region = { role: "region", "aria-label": wording.say("conversation"), tabindex: 0 };
    this.node = make("div", { class: "log", ...region }, list);
    new ResizeObserver(() => this.#anchor()).observe(this.node);
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
    this.#height = this.node.clientHeight;
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

  /** What is at the bottom stays there when the box gets another height, unless something was just revealed in it. */
  #anchor() {
    const height = this.node.clientHeight;
    if (this.#height && height) this.node.scrollTop += this.#height - height;
    this.#height = height;
  }
}
