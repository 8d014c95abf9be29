/**
 * @import { Answered, Asked, Message, Reply } from "./contract.js"
 * @import { Failure, View } from "./conversation.js"
 * @import { TextName } from "./texts.js"
 * @import { Wording } from "./wording.js"
 */

import { Composer } from "./composer.js";
import { CLOSED, newMessage } from "./contract.js";
import { Conversation } from "./conversation.js";
import { Memory } from "./memory.js";
import { button } from "./nodes.js";
import { Panel } from "./panel.js";
import { save } from "./saving.js";
import { Server } from "./server.js";
import { spoken } from "./speech.js";
import { Transcript } from "./transcript.js";

/** Milliseconds. */
const TYPING_AFTER = 400;
const SLOW_AFTER = 5000;

/**
 * Stands between the visitor and the conversation: hands on what the one does, shows and says what comes of the other.
 *
 * @implements {View}
 */
export class Chat {
  #wording;
  #memory;
  #conversation;
  #transcript;
  #composer;
  #panel;
  #announcer;
  #listening = new AbortController();
  /** @type {Set<string>} What was announced, by the message that it is about. */
  #told = new Set();
  /** @type {Record<string, string>} What the notice says, by what it is about. */
  #notices = {};
  #unread = 0;
  /** @type {ReturnType<typeof setTimeout>[]} */
  #waiting = [];
  /** @type {HTMLElement | null} Where it says what became of the conversation that was ended. */
  #ended = null;

  /**
   * @param {Wording} wording
   * @param {string} server its address
   */
  constructor(wording, server) {
    this.#wording = wording;
    this.#memory = new Memory(`centre-guide ${server}`);
    this.#transcript = new Transcript(wording, {
      press: ({ id, title }) => this.#ask({ text: title, button: id }).focus({ preventScroll: true }),
      rate: (reply, helpful) => this.#rate(reply, helpful),
      retry: (id) => this.#retry(id),
    });
    this.#composer = new Composer(wording, {
      send: (text) => this.#send(text),
      typed: (draft) => this.#memory.keep({ draft }),
      tell: (text) => this.#announcer.say(text),
    });
    /** @type {[TextName, () => void][]} */
    const menu = [
      ["save", () => this.#save()],
      ["restart", () => this.#panel.confirm("restart", () => this.#restart())],
      ["end", () => this.#panel.confirm("end", () => this.#end())],
    ];
    const { signal } = this.#listening;
    const opened = (/** @type {boolean} */ open) => this.#opened(open);
    this.#panel = new Panel(wording, this.#transcript.list, this.#composer, menu, opened, signal);
    this.#announcer = this.#panel.announcer;
    this.#conversation = new Conversation(new Server(server), this.#memory, this);
    addEventListener("offline", () => this.away(), { signal });
    addEventListener("online", () => this.#online(), { signal });
    document.addEventListener("visibilitychange", () => this.#begin(), { signal });
  }

  /**
   * Puts the chat into a root, as this tab left it.
   *
   * @param {ShadowRoot} root
   * @param {string} side
   */
  start(root, side) {
    this.#panel.frame.className = side;
    root.replaceChildren(this.#panel.frame);
    this.#composer.text = this.#memory.draft;
    this.#showUnsent();
    if (this.#memory.open && this.#panel.roomy) this.#panel.show();
  }

  stop() {
    this.#listening.abort();
    this.#conversation.stop();
    this.settled();
  }

  open() {
    this.#panel.open();
  }

  close() {
    this.#panel.close();
  }

  // What the visitor does

  /** @param {boolean} open */
  #opened(open) {
    this.#memory.keep({ open });
    this.#unread = 0;
    if (open && !navigator.onLine) this.away();
    this.#begin();
  }

  #begin() {
    if (this.watched && !this.#ended) this.#conversation.begin();
  }

  /** @param {string} text */
  #send(text) {
    this.#ask({ text });
    if (this.#panel.roomy) this.#composer.box.focus();
  }

  /** @param {{ text: string, button?: string }} content */
  #ask(content) {
    const message = newMessage(content);
    const item = this.#showAsked(message, this.#memory.unsent.some(({ failed }) => !failed));
    this.#panel.toEnd();
    this.#conversation.add(message);
    return item;
  }

  /**
   * @param {string} reply
   * @param {boolean} helpful
   */
  #rate(reply, helpful) {
    const message = newMessage({ rating: { reply, helpful } });
    this.#transcript.rated(reply, helpful, message.id);
    this.#conversation.add(message);
  }

  /** @param {string} id */
  #retry(id) {
    for (const key of this.#told) if (key.startsWith(`${id} `)) this.#told.delete(key);
    this.#transcript.last(id);
    this.#conversation.retry(id);
  }

  #save() {
    save(String(this.#transcript), this.#wording);
    this.#announcer.say(this.#wording.say("saved"));
  }

  #restart() {
    this.#forget();
    this.#renew();
  }

  #end() {
    const again = button(this.#wording.say("again"), () => this.#renew(), { class: "main" });
    this.#panel.settle();
    this.#ended = this.#panel.pose(this.#wording.say("ended"), "", again);
    this.#forget();
    this.#transcript.list.hidden = true;
    if (!this.#memory.leaving.length) this.left(true);
  }

  #renew() {
    this.#ended = null;
    this.#transcript.list.hidden = false;
    this.#panel.settle();
    this.#conversation.begin();
    this.#announcer.say(this.#wording.say("welcome"));
  }

  #forget() {
    this.#conversation.end();
    this.#transcript.clear();
    this.#composer.text = "";
    this.#panel.forget();
    this.#notices = {};
    this.recovered();
  }

  #online() {
    this.recovered();
    this.#conversation.resume();
  }

  // What the conversation asks and tells

  get watched() {
    return this.#panel.opened && !document.hidden;
  }

  /** @param {Message} message */
  sending({ id, rating }) {
    this.#notify("back");
    if (rating) return;
    if (!this.#told.has(id)) this.#transcript.note(id, "");
    this.#waiting = [
      setTimeout(() => this.#wait(id, "typing"), TYPING_AFTER),
      setTimeout(() => this.#wait(id, "slow"), SLOW_AFTER),
    ];
  }

  settled() {
    this.#waiting.forEach(clearTimeout);
    this.#transcript.typing("");
  }

  /**
   * @param {Message} message
   * @param {Reply[]} replies
   */
  answered({ id }, replies) {
    this.#transcript.note(id, "");
    this.#told.delete(id);
    const next = this.#memory.unsent.find(({ rating, failed }) => !rating && !failed);
    const fresh = replies.filter((reply) => !this.#transcript.has(reply));
    const [first] = fresh.map((reply) => this.#transcript.reply(reply, next));
    for (const reply of fresh) this.#announcer.say(spoken(reply, this.#wording));
    if (first) this.#panel.reveal(first);
    if (!this.#panel.opened) this.#count(fresh.length);
  }

  /** @param {(Asked | Answered)[]} messages */
  restored(messages) {
    this.#transcript.clear();
    const items = messages.map((message) =>
      message.from === "visitor" ? this.#transcript.asked(message) : this.#transcript.reply(message),
    );
    const last = this.#showUnsent() ?? items.at(-1);
    if (last) this.#panel.reveal(last);
  }

  /**
   * @param {Message} message
   * @param {Failure} name
   * @param {number} seconds
   */
  failed({ id }, name, seconds) {
    const text = this.#wording.say(name, { wait: this.#wording.wait(seconds) });
    this.#told.add(id);
    this.#once(`${id} ${text}`, text);
    const item = this.#transcript.note(id, text, { wrong: true, retry: name !== "busy" });
    if (item) this.#panel.reveal(item);
  }

  /** @param {Message} [next] */
  expired(next) {
    const text = this.#wording.say("expired");
    this.#transcript.line(text, next);
    this.#announcer.say(text);
  }

  /**
   * @param {Message} message
   * @param {string} sentence
   */
  returned({ id, text, button, rating }, sentence) {
    const reason = `${this.#wording.say("notSent")} ${sentence}`;
    this.#transcript.note(id, reason, { wrong: true });
    this.#announcer.say(reason);
    if (!button && !rating && !this.#composer.text) this.#composer.text = text;
  }

  /** @param {string} sentence */
  off(sentence) {
    this.#notify("back");
    this.#notify("off", sentence || this.#wording.say("off"), this.#wording.say("danger"));
  }

  on() {
    this.#notify("off");
    this.#notify("back", this.#wording.say("back"));
  }

  away() {
    this.#notify("away", this.#wording.say(navigator.onLine ? "unreachable" : "offline"));
  }

  recovered() {
    this.#notify("away");
  }

  /** @param {boolean} deleted */
  left(deleted) {
    const text = this.#wording.say(deleted ? "endedMore" : "endedSoon");
    if (!this.#ended || this.#ended.textContent === text) return;
    this.#ended.textContent = text;
    this.#announcer.say(text);
  }

  /**
   * @param {Message} message
   * @param {boolean} queued
   */
  #showAsked(message, queued) {
    const item = this.#transcript.asked(message);
    if (queued) this.#transcript.note(message.id, this.#wording.say("queued"));
    return item;
  }

  #showUnsent() {
    let last = null;
    let queued = false;
    for (const message of this.#memory.unsent) {
      const { id, rating, failed } = message;
      if (rating) this.#transcript.rated(rating.reply, rating.helpful, id);
      else last = this.#showAsked(message, queued);
      if (failed) this.#transcript.note(id, this.#wording.say(CLOSED), { wrong: true, retry: true });
      else queued = true;
    }
    return last;
  }

  /**
   * @param {string} id
   * @param {"typing" | "slow"} name
   */
  #wait(id, name) {
    this.#transcript.typing(this.#wording.say(name));
    this.#panel.toEnd();
    this.#once(`${id} ${name}`, this.#wording.say(name));
  }

  /** @param {number} more */
  #count(more) {
    this.#unread += more;
    if (this.#unread) this.#panel.badge(this.#wording.count("unread", this.#unread));
  }

  /**
   * Shows, and says once, what there is to know about one thing; without texts there's nothing any more.
   *
   * @param {"away" | "back" | "off"} about
   * @param {...string} texts
   */
  #notify(about, ...texts) {
    const text = texts.join("\n");
    if (text && text !== this.#notices[about]) this.#announcer.say(text);
    this.#notices[about] = text;
    this.#panel.notify(Object.values(this.#notices).filter(Boolean).join("\n"));
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
