/**
 * @import { Announcer } from "./announcer.js"
 * @import { Message } from "./contract.js"
 * @import { Failure } from "./conversation.js"
 * @import { Log } from "./log.js"
 * @import { Transcript } from "./transcript.js"
 * @import { Wording } from "./wording.js"
 */

import { CLOSED } from "./contract.js";

/** Milliseconds. */
const TYPING_AFTER = 400;
const SLOW_AFTER = 5000;

/** Shows what becomes of each message, and says it once. */
export class Delivery {
  #wording;
  #announcer;
  #transcript;
  #log;
  /** @type {Set<string>} What was said, by the message that it is about. */
  #told = new Set();
  /** @type {ReturnType<typeof setTimeout>[]} */
  #waiting = [];

  /**
   * @param {Wording} wording
   * @param {Announcer} announcer
   * @param {Transcript} transcript
   * @param {Log} log
   */
  constructor(wording, announcer, transcript, log) {
    this.#wording = wording;
    this.#announcer = announcer;
    this.#transcript = transcript;
    this.#log = log;
  }

  /** @param {Message} message */
  sending({ id, rating }) {
    if (rating) return;
    if (!this.#told.has(id)) this.#transcript.note(id, "");
    this.#waiting = [
      setTimeout(() => this.#wait(id, "typing"), TYPING_AFTER),
      setTimeout(() => this.#wait(id, "slow"), SLOW_AFTER),
    ];
  }

  /** Nothing is being sent any more. */
  settled() {
    this.#waiting.forEach(clearTimeout);
    this.#transcript.typing("");
  }

  /** @param {Message} message */
  answered({ id }) {
    this.#transcript.note(id, "");
    this.#told.delete(id);
  }

  /**
   * A message waits for others before it.
   *
   * @param {Message} message
   */
  queued({ id }) {
    this.#transcript.note(id, this.#wording.say("queued"));
  }

  /**
   * A message wasn't taken before this page was loaded.
   *
   * @param {Message} message
   */
  closed({ id }) {
    this.#transcript.note(id, this.#wording.say(CLOSED), { wrong: true, retry: true });
  }

  /**
   * @param {Message} message
   * @param {Failure} name
   * @param {number} seconds until the next try
   * @param {string} [request] what the request is called in the server's log
   */
  failed({ id }, name, seconds, request) {
    const waits = name === "notSent" && !navigator.onLine;
    const said = this.#wording.say(waits ? "queued" : name, { wait: this.#wording.wait(seconds) });
    const text = name === "failed" && request ? `${said} ${this.#wording.say("reference", { request })}` : said;
    this.#told.add(id);
    this.#once(`${id} ${text}`, text);
    const item = this.#transcript.note(id, text, waits ? {} : { wrong: true, retry: name !== "busy" });
    if (item) this.#log.reveal(item);
  }

  /**
   * The server won't take a message.
   *
   * @param {Message} message
   * @param {string} sentence says why
   */
  returned({ id }, sentence) {
    const reason = `${this.#wording.say("notSent")} ${sentence}`;
    this.#transcript.note(id, reason, { wrong: true });
    this.#announcer.say(reason);
  }

  /**
   * A message is sent again; what comes of it is said again.
   *
   * @param {string} id
   */
  again(id) {
    for (const key of this.#told) if (key.startsWith(`${id} `)) this.#told.delete(key);
    this.#transcript.last(id);
  }

  /**
   * @param {string} id
   * @param {"typing" | "slow"} name
   */
  #wait(id, name) {
    this.#transcript.typing(this.#wording.say(name));
    this.#log.toEnd();
    this.#once(`${id} ${name}`, this.#wording.say(name));
  }

  /**
   * @param {string} key
   * @param {string} text
   */
  #once(key, text) {
    if (!this.#told.has(key)) this.#announcer.say(text);
    this.#told.add(key);
  }
}
