import { make } from "./nodes.js";

/** Milliseconds. */
const READING_TIME = 10_000;

/**
 * Says things to screen readers, each once. What is outside a modal dialog is mute, and what is in a closed one isn't there:
 * so there are live regions in the window and beside it, and those that can be heard get the words.
 */
export class Announcer {
  #opened;
  inside = regions();
  beside = regions();

  /** @param {() => boolean} opened whether the window is open */
  constructor(opened) {
    this.#opened = opened;
  }

  /**
   * Says a text once; it is taken away again, so that nobody comes across it while reading the page.
   *
   * @param {string} text
   * @param {boolean} atOnce whether what is being said is broken off for it
   */
  say(text, atOnce = false) {
    const words = make("p", {}, text);
    const [polite, assertive] = this.#opened() ? this.inside : this.beside;
    (atOnce ? assertive : polite).append(words);
    setTimeout(() => words.remove(), READING_TIME);
  }
}

/** @returns {[polite: HTMLElement, assertive: HTMLElement]} */
function regions() {
  return [region("polite"), region("assertive")];
}

/** @param {string} manner */
function region(manner) {
  return make("div", { class: "unseen", "aria-live": manner, "aria-relevant": "additions" });
}
