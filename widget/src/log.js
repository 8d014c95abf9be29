/** @import { Wording } from "./wording.js" */

import { button, make } from "./nodes.js";

/** How much of what stands before an item is seen above it, in lines, but at most a share of the room. */
const LINES_BEFORE = 3;
const SHARE_BEFORE = 0.25;

/** Pixels below the box's edge that nobody misses. */
const LITTLE = 72;

/** The box that the transcript scrolls in. */
export class Log {
  /** @type {HTMLElement | null} */
  #latest = null;
  #height = 0;

  /**
   * @param {Wording} wording
   * @param {HTMLElement} list the transcript's
   * @param {...HTMLElement} more what stands below it
   */
  constructor(wording, list, ...more) {
    const region = { role: "region", "aria-label": wording.say("conversation"), tabindex: 0 };
    this.node = make("div", { class: "log", ...region }, list, ...more);
    this.newest = button("↓", () => this.#goToNewest(list), {
      class: "newest", "aria-label": wording.say("newest"), hidden: true,
    });
    this.node.addEventListener("scroll", () => this.#offer());
    const observer = new ResizeObserver(() => {
      this.#anchor();
      this.#offer();
    });
    observer.observe(this.node);
    observer.observe(list);
  }

  /** Whether the newest message can be seen to its end. */
  get atEnd() {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < LITTLE;
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

  /** @param {HTMLElement} list */
  #goToNewest(list) {
    this.toEnd();
    const last = /** @type {HTMLElement} */ (list.lastElementChild);
    last.focus({ preventScroll: true });
  }

  #offer() {
    this.newest.hidden = this.atEnd || !this.#latest;
  }

  /** What is at the bottom stays there when the box gets another height, unless something was just revealed in it. */
  #anchor() {
    const height = this.node.clientHeight;
    if (this.#height && height) this.node.scrollTop += this.#height - height;
    this.#height = height;
  }
}
