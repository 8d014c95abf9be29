/** @import { Message } from "./contract.js" */

/** What this tab remembers over a reload. */
export class Memory {
  #key;
  /** @type {string | null} */
  token = null;
  /** @type {Message[]} What has still to be sent, in order. */
  unsent = [];
  /** @type {string[]} The tokens of conversations that have still to be deleted. */
  leaving = [];
  /** What is typed. */
  draft = "";
  /** @type {Record<string, number>} When messages came, by their ids. */
  times = {};
  /** The text of an urgent reply whose card is open. */
  alarm = "";
  /** Whether the window is open. */
  open = false;

  /** @param {string} key where the tab's storage has it */
  constructor(key) {
    this.#key = key;
    Object.assign(this, this.#stored());
  }

  /** @param {Partial<Pick<Memory, "token" | "unsent" | "leaving" | "draft" | "times" | "alarm" | "open">>} changes */
  keep(changes) {
    Object.assign(this, changes);
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(this));
    } catch {
      // Storage may be switched off or full: then the conversation lasts as long as the page.
    }
  }

  /**
   * Keeps that a message comes now.
   *
   * @param {string} id
   */
  stamp(id) {
    this.keep({ times: { ...this.times, [id]: Date.now() } });
  }

  #stored() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key) ?? "null");
    } catch {
      return null;
    }
  }
}
