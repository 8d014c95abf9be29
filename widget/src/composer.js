/**
 * @import { Offer } from "./contract.js"
 * @import { Wording } from "./wording.js"
 */

import { Combobox } from "./combobox.js";
import { make } from "./nodes.js";
import { folding } from "./prose.js";

/** Characters. */
const LONGEST = 500;
const NEARLY = 400;

/** Milliseconds without a key before the room that is left is said. */
const TELLING_AFTER = 1000;

/**
 * @typedef {object} Actions
 * @property {(text: string) => void} send
 * @property {(text: string) => void} typed
 * @property {(text: string) => void} tell
 * @property {() => number} room how high may be, in pixels, what is shown above the form
 */

/** The form: a box that grows, keeps what it can't send, and says how much room is left. */
export class Composer {
  #wording;
  #actions;
  #combobox;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /**
   * @param {Wording} wording
   * @param {Actions} actions
   */
  constructor(wording, actions) {
    this.#wording = wording;
    this.#actions = actions;
    this.box = make("textarea", {
      id: "box", rows: 1, autocomplete: "off", enterkeyhint: "send", "aria-describedby": "hint error",
      input: () => this.#typed(), keydown: (event) => this.#pressed(event),
      part: "box",
    });
    this.#combobox = new Combobox(this.box, wording, {
      choose: (question) => this.#send(question),
      tell: (text) => actions.tell(text),
      room: () => actions.room(),
    });
    this.count = make("p", { class: "muted", hidden: true });
    this.error = make("p", { class: "error", id: "error", hidden: true });
    const send = make("button", { class: "main", part: "send" }, wording.say("send"));
    this.form = make(
      "form", { novalidate: true, submit: (event) => this.#submit(event) },
      make(
        "div", { class: "told" },
        make("label", { for: "box" }, wording.say("label")),
        make("p", { id: "hint", class: "hint muted" }, ...folding("hint", wording)),
      ),
      this.error,
      make("div", { class: "row" }, this.box, send),
      this.#combobox.list,
      this.count,
    );
  }

  get text() {
    return this.box.value;
  }

  set text(text) {
    this.box.value = text;
    this.#combobox.close();
    this.#typed();
  }

  /** @param {Offer[]} offers questions to suggest while a visitor types */
  offer(offers) {
    this.#combobox.offer(offers);
  }

  /**
   * Sends a question of the page's, and leaves what is typed; one that can't be sent goes into the box with the reason.
   *
   * @param {string} question
   */
  ask(question) {
    const draft = this.text;
    this.text = question;
    this.form.requestSubmit();
    if (!this.text) this.text = draft;
  }

  /** Makes the box as high as its text; needed again when it gets another width. */
  grow() {
    this.box.style.height = "";
    if (this.box.scrollHeight > this.box.clientHeight) this.box.style.height = `${this.box.scrollHeight + 4}px`;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (this.#combobox.press(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const text = this.text.trim();
    const over = this.#length() - LONGEST;
    if (!text || over > 0) return this.#refuse(text ? this.#wording.count("over", over) : this.#wording.say("empty"));
    this.#send(text);
  }

  /** @param {string} text */
  #send(text) {
    this.text = "";
    this.#actions.send(text);
  }

  /** @param {string} reason */
  #refuse(reason) {
    this.#wrong(reason);
    this.#actions.tell(reason);
    this.box.focus();
  }

  /** @param {string} reason */
  #wrong(reason) {
    this.error.textContent = reason;
    this.error.hidden = !reason;
    if (reason) this.count.hidden = true;
    this.box.setAttribute("aria-invalid", String(Boolean(reason)));
  }

  #typed() {
    this.grow();
    const length = this.#length();
    const over = length - LONGEST;
    const words = over > 0 ? this.#wording.count("over", over) : this.#wording.count("left", -over);
    const wrong = over > 0 && !this.error.hidden;
    this.#wrong(wrong ? words : "");
    this.count.textContent = words;
    this.count.hidden = wrong || length < NEARLY;
    clearTimeout(this.#pause);
    if (length >= NEARLY) this.#pause = setTimeout(() => this.#actions.tell(words), TELLING_AFTER);
    this.#actions.typed(this.text);
  }

  #length() {
    return [...this.text.trim()].length;
  }
}
