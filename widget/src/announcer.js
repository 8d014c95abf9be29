import { make } from "./nodes.js";

/** Milliseconds. */
const READING_TIME = 10_000;

/**
 * Says things to screen readers, each once. What is outside a modal dialog is mute, and what is in a closed one isn't there:
 * so there is a live region in the window and one beside it, and the one that can be heard gets the words.
 */
export class Announcer {
  #opened;
  inside = region();
  beside = region();

  /** @param {() => boolean} opened whether the window is open */
  constructor(opened) {
    this.#opened = opened;
  }

  /**
   * Says a text once; it is taken away again, so that nobody comes across it while reading the page.
   *
   * @param {string} text
   */
  say(text) {
    const words = make("p", {}, text);
    (this.#opened() ? this.inside : this.beside).append(words);
    setTimeout(() => words.remove(), READING_TIME);
  }
}

function region() {
  return make("div", { class: "unseen", "aria-live": "polite", "aria-relevant": "additions" });
}
