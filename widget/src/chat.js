/**
 * @import { Answered, Asked, Message, Rating, Reply } from "./contract.js"
 * @import { Failure, View } from "./conversation.js"
 * @import { Wording } from "./wording.js"
 */

import { Alarm } from "./alarm.js";
import { Announcer } from "./announcer.js";
import { Composer } from "./composer.js";
import { newMessage } from "./contract.js";
import { Conversation } from "./conversation.js";
import { Decision } from "./decision.js";
import { Delivery } from "./delivery.js";
import { Embedded } from "./embedded.js";
import { Ending } from "./ending.js";
import { emit } from "./events.js";
import { Floating } from "./floating.js";
import { Log } from "./log.js";
import { Memory } from "./memory.js";
import { Menu } from "./menu.js";
import { Notices } from "./notices.js";
import { printConversation } from "./paper.js";
import { save } from "./saving.js";
import { Server } from "./server.js";
import { spoken } from "./speech.js";
import { Starters } from "./starters.js";
import { Transcript } from "./transcript.js";

/**
 * Stands between the visitor and the conversation: hands on what the one does, shows and says what comes of the other.
 *
 * @implements {View}
 */
export class Chat {
  #root;
  #wording;
  #memory;
  #server;
  #conversation;
  #transcript;
  #composer;
  #starters;
  #log;
  #alarm;
  #delivery;
  #notices;
  #decision;
  #ending;
  /** @type {Floating | Embedded} */
  #panel;
  #announcer;
  #listening = new AbortController();
  #unread = 0;
  #offered = false;

  /**
   * @param {ShadowRoot} root
   * @param {Wording} wording
   * @param {string} address the server's
   * @param {string} look the corner that it is in, or `embedded`
   */
  constructor(root, wording, address, look) {
    this.#root = root;
    this.#wording = wording;
    this.#announcer = new Announcer(() => this.#panel.opened);
    this.#memory = new Memory(`centre-guide ${address}`);
    this.#transcript = new Transcript(wording, {
      press: ({ id, title }) => this.#ask({ text: title, button: id }).focus({ preventScroll: true }),
      rate: (rating) => this.#rate(rating),
      retry: (id) => this.#retry(id),
      tell: (text) => this.#announcer.say(text),
      time: (id) => this.#memory.times[id],
    });
    this.#composer = new Composer(wording, {
      send: (text) => this.#send(text),
      typed: (draft) => this.#memory.keep({ draft }),
      tell: (text) => this.#announcer.say(text),
      room: () => this.#log.node.clientHeight,
    });
    this.#starters = new Starters(wording, (text) => this.#ask({ text }).focus({ preventScroll: true }));
    this.#log = new Log(wording, this.#transcript.list, this.#starters.node);
    this.#delivery = new Delivery(wording, this.#announcer, this.#transcript, this.#log);
    this.#alarm = new Alarm(wording, () => this.#memory.keep({ alarm: "" }), this.#log.node);
    this.#notices = new Notices(wording, this.#announcer, this.#log.node);
    this.#decision = new Decision(wording, this.#composer);
    this.#ending = new Ending(wording, this.#announcer, this.#decision);
    const menu = new Menu(wording, [
      ["save", () => this.#save()],
      ["print", () => printConversation(this.#root.host)],
      ["restart", () => this.#decision.confirm("restart", () => this.#restart(), menu.button)],
      ["end", () => this.#decision.confirm("end", () => this.#end(), menu.button)],
    ]);
    const { signal } = this.#listening;
    const parts = {
      menu, alarm: this.#alarm, log: this.#log, notices: this.#notices, decision: this.#decision,
      composer: this.#composer, announcer: this.#announcer,
    };
    const Kind = look === "embedded" ? Embedded : Floating;
    this.#panel = new Kind(wording, parts, (open) => this.#opened(open), signal);
    this.#panel.frame.className = look;
    this.#server = new Server(address);
    this.#conversation = new Conversation(this.#server, this.#memory, this);
    addEventListener("offline", () => this.away(), { signal });
    addEventListener("online", () => this.#online(), { signal });
    document.addEventListener("visibilitychange", () => this.#begin(), { signal });
  }

  /** Puts the chat into its root, as this tab left it. */
  start() {
    this.#root.replaceChildren(this.#panel.frame);
    this.#composer.text = this.#memory.draft;
    this.#showUnsent();
    if (this.#memory.alarm) this.#alarm.show(this.#memory.alarm);
    this.#panel.fold(Boolean(this.#memory.token || this.#memory.unsent.length));
    if (this.#memory.open) this.#panel.resume();
    if (this.#panel.seen) this.#offer();
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

  /**
   * Opens the window and asks, as if the visitor had typed it.
   *
   * @param {string} question
   */
  ask(question) {
    this.#panel.open();
    if (this.#ending.shown) this.#renew();
    this.#composer.ask(question);
  }

  // What the visitor does

  /** @param {boolean} open */
  #opened(open) {
    this.#memory.keep({ open });
    this.#unread = 0;
    if (open && !navigator.onLine) this.away();
    this.#begin();
    if (open) {
      this.#offer();
      emit(this.#root.host, "opened", null);
      // Once the window is on screen, so that the first message needn't wait for what writes its time.
      setTimeout(() => this.#wording.time(Date.now()));
    }
  }

  /** Fetches what can be asked, once. */
  async #offer() {
    if (this.#offered) return;
    this.#offered = true;
    const { starters, questions } = await this.#server.offers();
    this.#starters.offer(starters);
    this.#composer.offer(questions);
    this.#offered = questions.length > 0;
  }

  #begin() {
    if (this.watched && !this.#ending.shown) this.#conversation.begin();
  }

  /** @param {string} text */
  #send(text) {
    this.#ask({ text });
    if (this.#panel.roomy) this.#composer.box.focus();
  }

  /** @param {{ text: string, button?: string }} content */
  #ask(content) {
    const message = newMessage(content);
    this.#memory.stamp(message.id);
    const item = this.#showAsked(message, this.#memory.unsent.some(({ failed }) => !failed));
    this.#log.toEnd();
    this.#conversation.add(message);
    emit(this.#root.host, "asked", null);
    return item;
  }

  /** @param {Rating} rating */
  #rate(rating) {
    const message = { ...newMessage({}), rating };
    const seen = this.#log.atEnd;
    this.#transcript.rated(message);
    if (seen) this.#log.toEnd();
    this.#conversation.add(message);
    if (!rating.reason) emit(this.#root.host, "rated", { helpful: rating.helpful });
  }

  /** @param {string} id */
  #retry(id) {
    this.#delivery.again(id);
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
    this.#ending.show(() => this.#renew());
    this.#forget();
    this.#transcript.list.hidden = true;
    if (!this.#memory.leaving.length) this.left(true);
  }

  #renew() {
    this.#transcript.list.hidden = false;
    this.#ending.hide();
    this.#conversation.begin();
    this.#announcer.say(this.#wording.say("welcome"));
  }

  #forget() {
    this.#conversation.end();
    this.#transcript.clear();
    this.#composer.text = "";
    this.#panel.fold(false);
    this.#log.forget();
    this.#alarm.hide();
    this.#memory.keep({ alarm: "", times: {} });
    this.#notices.clear();
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
  sending(message) {
    this.#notices.tell("back");
    this.#delivery.sending(message);
  }

  settled() {
    this.#delivery.settled();
  }

  /**
   * @param {Message} message
   * @param {Reply[]} replies
   */
  answered(message, replies) {
    this.#delivery.answered(message);
    const next = this.#memory.unsent.find(({ rating, failed }) => !rating && !failed);
    const fresh = replies.filter((reply) => !this.#transcript.has(reply));
    const seen = this.#log.atEnd;
    for (const { id } of fresh) this.#memory.stamp(id);
    const [first] = fresh.map((reply) => this.#transcript.reply(reply, next));
    for (const reply of fresh) this.#tell(reply);
    for (const { kind } of fresh) emit(this.#root.host, "answered", { kind });
    if (!message.rating && first) this.#log.reveal(first);
    else if (seen) this.#log.toEnd();
    if (!this.#panel.opened) this.#count(fresh.length);
  }

  /** @param {(Asked | Answered)[]} messages */
  restored(messages) {
    this.#transcript.clear();
    this.#panel.fold(messages.length > 0);
    const items = messages.map((message) =>
      message.from === "visitor" ? this.#transcript.asked(message) : this.#transcript.reply(message),
    );
    const last = this.#showUnsent() ?? items.at(-1);
    if (last) this.#log.reveal(last);
  }

  /**
   * @param {Message} message
   * @param {Failure} name
   * @param {number} seconds
   * @param {string} [request]
   */
  failed(message, name, seconds, request) {
    this.#delivery.failed(message, name, seconds, request);
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
  returned(message, sentence) {
    this.#delivery.returned(message, sentence);
    const typed = !message.button && !message.rating;
    if (typed && !this.#composer.text) this.#composer.text = message.text;
  }

  /** @param {string} sentence */
  off(sentence) {
    this.#notices.tell("back");
    this.#notices.tell("off", sentence || this.#wording.say("off"), this.#wording.say("danger"));
  }

  on() {
    this.#offer();
    this.#notices.tell("off");
    this.#notices.tell("back", this.#wording.say("back"));
  }

  away() {
    this.#notices.tell("away", this.#wording.say(navigator.onLine ? "unreachable" : "offline"));
  }

  barred() {
    console.error(
      `centre-guide: the server doesn't answer pages of ${location.origin}. Add it to its setting CENTREGUIDE_ORIGINS and start ` +
        "it again, or take the chat out of this page.",
    );
    this.#notices.tell("away", this.#wording.say("off"));
  }

  recovered() {
    this.#notices.tell("away");
  }

  /** @param {boolean} deleted */
  left(deleted) {
    this.#ending.tell(deleted);
  }

  /**
   * @param {Message} message
   * @param {boolean} queued
   */
  #showAsked(message, queued) {
    const item = this.#transcript.asked(message);
    this.#panel.fold(true);
    if (queued) this.#delivery.queued(message);
    return item;
  }

  #showUnsent() {
    let last = null;
    let queued = false;
    for (const message of this.#memory.unsent) {
      const { rating, failed } = message;
      if (rating) this.#transcript.rated({ ...message, rating });
      else last = this.#showAsked(message, queued);
      if (failed) this.#delivery.closed(message);
      else queued = true;
    }
    return last;
  }

  /** @param {Reply} reply */
  #tell(reply) {
    const urgent = reply.kind === "urgent";
    this.#announcer.say(spoken(reply, this.#wording), urgent);
    if (!urgent) return;
    this.#alarm.show(reply.text);
    this.#memory.keep({ alarm: reply.text });
  }

  /** @param {number} more */
  #count(more) {
    this.#unread += more;
    if (this.#unread) this.#panel.badge(this.#wording.count("unread", this.#unread));
  }
}
