/**
 * @import { Asked, Answered, Message, Reply } from "./contract.js"
 * @import { Memory } from "./memory.js"
 * @import { Server } from "./server.js"
 */

import { CLOSED } from "./contract.js";
import { Trouble } from "./server.js";

/** Seconds. */
const LONGEST_WAIT = 30;
const OFF_WAIT = 15;
const MOST_FAILURES = 4;

/**
 * What the conversation asks and tells.
 *
 * @typedef {object} View
 * @property {boolean} watched whether somebody may be looking
 * @property {(message: Message) => void} sending
 * @property {() => void} settled nothing is being sent any more
 * @property {(message: Message, replies: Reply[]) => void} answered
 * @property {(messages: (Asked | Answered)[]) => void} restored
 * @property {(message: Message, name: Failure, seconds: number, request?: string) => void} failed
 * @property {(next?: Message) => void} expired
 * @property {(message: Message, sentence: string) => void} returned the server won't take it, and says why
 * @property {(sentence: string) => void} off
 * @property {() => void} on
 * @property {() => void} away the server can't be reached
 * @property {() => void} barred the server doesn't talk to this site
 * @property {() => void} recovered
 * @property {(deleted: boolean) => void} left whether a conversation that was ended is deleted
 *
 * @typedef {"busy" | "closed" | "failed" | "notSent"} Failure names the text that says so
 *
 * @typedef {object} Step
 * @property {() => Promise<void>} act
 * @property {Message} [message] what waits for it
 * @property {"starts" | "renews" | "sends" | "leaves"} kind
 */

/**
 * Gets a session, the history and the replies, one step after the other, and tries again what failed. A message keeps its id
 * and its place until it is answered, so that nothing is lost, asked twice or out of order. What isn't answered because the bot
 * is switched off waits for the visitor to send it again.
 */
export class Conversation {
  #server;
  #memory;
  #view;
  #running = false;
  #stopped = false;
  #wanted = false;
  #restored;
  #trusted = false;
  #off = false;
  #unsure = false;
  #barred = false;
  #failures = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #notBefore = 0;

  /**
   * @param {Pick<Server, "start" | "history" | "send" | "end" | "cancel">} server
   * @param {Memory} memory
   * @param {View} view
   */
  constructor(server, memory, view) {
    this.#server = server;
    this.#memory = memory;
    this.#view = view;
    this.#restored = !memory.token;
    for (const message of memory.unsent) message.failed = message.failed === CLOSED && CLOSED;
    this.#run();
  }

  /** Makes ready to talk: a session, what was said in it, and whether the bot is off. */
  begin() {
    this.#wanted = this.#unsure = true;
    this.#barred = false;
    this.#run();
  }

  /** @param {Message} message */
  add(message) {
    this.#memory.keep({ unsent: [...this.#memory.unsent, message] });
    const pause = this.#pause();
    if (pause > 0) this.#view.failed(message, "busy", Math.ceil(pause / 1000));
    this.#wanted = true;
    this.#barred = false;
    this.#run();
  }

  /**
   * Sends a message that was given up once more, after those that wait.
   *
   * @param {string} id
   */
  retry(id) {
    const message = this.#memory.unsent.find((one) => one.id === id);
    if (message?.failed) {
      const others = this.#memory.unsent.filter((one) => one !== message);
      this.#memory.keep({ unsent: [...others, { ...message, failed: false }] });
    }
    this.#wanted = true;
    this.#barred = false;
    this.resume();
  }

  /** Tries at once what waits for its next try. */
  resume() {
    this.#failures = 0;
    this.#run();
  }

  /** Ends the conversation here and on the server. */
  end() {
    const { token, leaving } = this.#memory;
    this.#memory.keep({ token: null, unsent: [], leaving: token ? [...leaving, token] : leaving });
    this.#wanted = this.#off = false;
    this.#restored = true;
    this.#server.cancel();
    this.#run();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#server.cancel();
  }

  /** The milliseconds that the server wants to be left alone for. */
  #pause() {
    return this.#notBefore - Date.now();
  }

  async #run() {
    if (this.#running || this.#pause() > 0) return;
    this.#running = true;
    clearTimeout(this.#timer);
    let wait = 0;
    try {
      for (let step; !wait && (step = this.#next()); ) wait = await this.#take(step);
    } finally {
      this.#running = false;
    }
    wait ||= this.#off ? OFF_WAIT : 0;
    if (wait) this.#timer = setTimeout(() => this.#wake(), wait * 1000 * (1 + Math.random() / 5));
  }

  #wake() {
    this.#unsure ||= this.#off;
    this.#run();
  }

  /**
   * Takes a step; gives the seconds to wait before the next.
   *
   * @param {Step} step
   */
  async #take(step) {
    try {
      await step.act();
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      return this.#stopped ? 0 : this.#after(trouble, step);
    }
    this.#failures = 0;
    this.#view.recovered();
    return 0;
  }

  /** @returns {Step | null} */
  #next() {
    const { token, unsent, leaving } = this.#memory;
    const message = unsent.find((one) => !one.failed);
    const [ended] = leaving;
    if (this.#stopped || this.#barred) return null;
    if (this.#wanted && !token) return { act: () => this.#start(), message, kind: "starts" };
    if (this.#wanted && token && !this.#restored) return { act: () => this.#restore(token), message, kind: "renews" };
    if (this.#wanted && token && message) return { act: () => this.#send(token, message), message, kind: "sends" };
    if (ended) return { act: () => this.#leave(ended), kind: "leaves" };
    const asks = this.#wanted && this.#unsure && this.#view.watched;
    return asks && token ? { act: () => this.#check(token), kind: "renews" } : null;
  }

  async #start() {
    const { token, off } = await this.#server.start();
    if (!this.#memory.token) this.#memory.keep({ token });
    this.#switch(off);
  }

  /** @param {string} token */
  async #restore(token) {
    const { messages, off } = await this.#server.history(token);
    if (this.#restored) return;
    this.#restored = this.#trusted = true;
    this.#view.restored(messages);
    this.#switch(off);
  }

  /**
   * Asks whether the bot is off.
   *
   * @param {string} token
   */
  async #check(token) {
    const { off } = await this.#server.history(token);
    this.#trusted = true;
    this.#switch(off);
  }

  /**
   * @param {string} token
   * @param {Message} message
   */
  async #send(token, message) {
    this.#view.sending(message);
    try {
      const { replies } = await this.#server.send(token, message);
      if (!this.#memory.unsent.includes(message)) return;
      this.#trusted = true;
      this.#unsure ||= this.#off;
      this.#drop(message);
      this.#view.settled();
      this.#view.answered(message, replies);
    } finally {
      this.#view.settled();
    }
  }

  /** @param {string} token */
  async #leave(token) {
    try {
      await this.#server.end(token);
    } catch (trouble) {
      const gone = trouble instanceof Trouble && ["expired", "refused"].includes(trouble.kind);
      if (!gone) throw trouble;
    }
    this.#memory.keep({ leaving: this.#memory.leaving.slice(1) });
    this.#view.left(true);
  }

  /**
   * Takes whether the bot is off, and what the trust says then.
   *
   * @param {string} [off]
   */
  #switch(off) {
    if (off) return this.#switchOff(off);
    if (this.#off) this.#view.on();
    this.#unsure = this.#off = false;
  }

  /** @param {string} sentence */
  #switchOff(sentence) {
    this.#unsure = false;
    this.#off = true;
    this.#view.off(sentence);
  }

  /** @param {Message} message */
  #drop(message) {
    this.#memory.keep({ unsent: this.#memory.unsent.filter((one) => one.id !== message.id) });
  }

  /**
   * Does what the trouble asks for; gives the seconds to wait before going on.
   *
   * @param {Trouble} trouble
   * @param {Step} step
   */
  #after({ kind: trouble, sentence, seconds, request }, { message, kind }) {
    const sends = kind === "sends";
    if (trouble === "cancelled") return 0;
    if (trouble === "barred") return this.#bar();
    if (trouble === "expired" && (sends ? this.#trusted : kind === "renews")) return this.#expired();
    if (message && sends && trouble === "refused") return this.#refused(message, sentence);
    if (message && sends && trouble === "off") return this.#closed(message, sentence);
    if (trouble === "busy") this.#notBefore = Date.now() + seconds * 1000;
    if (kind === "leaves") this.#view.left(false);
    else if (message) this.#view.failed(message, failure(trouble), seconds, request);
    else this.#view.away();
    if (trouble === "busy") return seconds;
    this.#failures += 1;
    if (!message || trouble === "away" || this.#failures < MOST_FAILURES) {
      return Math.min(2 ** (this.#failures - 1), LONGEST_WAIT);
    }
    message.failed = true;
    this.#failures = 0;
    return 0;
  }

  /** Goes on in a new session; no earlier button or reply means anything in it: a button's title is asked as a question. */
  #expired() {
    const unsent = this.#memory.unsent.filter(({ rating }) => !rating).map(({ id, text, failed }) => ({ id, text, failed }));
    this.#memory.keep({ token: null, unsent });
    if (this.#trusted || !this.#restored) this.#view.expired(unsent[0]);
    this.#restored = true;
    this.#trusted = false;
    return 0;
  }

  /**
   * @param {Message} message
   * @param {string} sentence
   */
  #refused(message, sentence) {
    this.#drop(message);
    this.#view.returned(message, sentence);
    return 0;
  }

  /**
   * @param {Message} message
   * @param {string} sentence
   */
  #closed(message, sentence) {
    this.#failures = 0;
    this.#switchOff(sentence);
    this.#giveUp(message);
    this.#view.recovered();
    return 0;
  }

  /** Leaves the server alone until the visitor wants something: it doesn't talk to this site. */
  #bar() {
    this.#barred = true;
    this.#view.barred();
    for (const message of this.#memory.unsent) if (!message.failed) this.#giveUp(message);
    return 0;
  }

  /** @param {Message} message */
  #giveUp(message) {
    message.failed = CLOSED;
    this.#memory.keep({});
    this.#view.failed(message, CLOSED, 0);
  }
}

/**
 * @param {Trouble["kind"]} trouble
 * @returns {Failure}
 */
function failure(trouble) {
  if (trouble === "busy") return "busy";
  return trouble === "away" ? "notSent" : "failed";
}
