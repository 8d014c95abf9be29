/**
 * @import { Composer } from "./composer.js"
 * @import { TextName } from "./texts.js"
 * @import { Wording } from "./wording.js"
 */

import { Announcer } from "./announcer.js";
import { Launcher } from "./launcher.js";
import { button, focusAround, holdsFocus, make } from "./nodes.js";
import { linked } from "./prose.js";
import { NARROW } from "./styles.js";

/** @typedef {[name: TextName, act: () => void]} Item an entry of the menu */

/** The window that the launcher opens: beside the page on a wide screen, in its place on a small one. */
export class Panel {
  #wording;
  #form;
  #tell;
  #narrow = matchMedia(NARROW);
  /** @type {HTMLElement | null} */
  #latest = null;
  #launcher;
  #heading;
  #options;
  #menu;
  #log;
  #notice = make("div", { class: "notice small", hidden: true });
  #question = make("div", { class: "ask", hidden: true });
  #dialog;

  /**
   * @param {Wording} wording
   * @param {HTMLElement} list the transcript's
   * @param {Composer} composer
   * @param {Item[]} menu
   * @param {(opened: boolean) => void} tell is called when the window has opened or closed
   * @param {AbortSignal} until ends the listening
   */
  constructor(wording, list, composer, menu, tell, until) {
    this.#wording = wording;
    this.#form = composer;
    this.#tell = tell;
    const title = wording.say("title");
    this.#launcher = new Launcher(title, () => this.open());
    this.#heading = make("h2", { id: "title", tabindex: -1 }, title);
    const expands = { "aria-expanded": "false", "aria-controls": "menu" };
    this.#options = button(wording.say("options"), () => this.#toggle(), expands);
    const items = menu.map((item) => this.#item(item));
    this.#menu = make("ul", { id: "menu", class: "menu", role: "list", hidden: true }, ...items);
    const region = { role: "region", "aria-label": wording.say("conversation"), tabindex: 0 };
    this.#log = make("div", { class: "log", ...region }, list);
    const close = button(wording.say("close"), () => this.close());
    const safety = make("p", { id: "safety", class: "safety small" }, ...linked(wording.say("safety"), wording, true));
    const header = make("header", {}, this.#heading, this.#options, close);
    const parts = [header, this.#menu, safety, this.#log, this.#notice, this.#question, composer.form];
    const body = make("div", { class: "body" }, ...parts);
    this.#dialog = make("dialog", { "aria-labelledby": "title", "aria-describedby": "safety" }, body);
    this.announcer = new Announcer(this.#dialog);
    this.#dialog.append(this.announcer.inside);
    const { language, direction } = wording;
    this.frame = make("section", { lang: language, dir: direction, "aria-label": title });
    this.frame.append(this.#launcher.button, this.#dialog, this.announcer.beside);
    this.#listen(until);
  }

  get opened() {
    return this.#dialog.open;
  }

  get roomy() {
    return !this.#narrow.matches;
  }

  /** Opens the window and moves the focus into it: to the box, or where that would bring up a keyboard, to the title. */
  open() {
    if (this.opened) return;
    this.show();
    const ready = this.roomy && !this.#form.form.hidden;
    (ready ? this.#form.box : this.#heading).focus();
  }

  /** Opens the window and leaves the focus where it is. */
  show() {
    this.#launcher.button.hidden = true;
    this.badge("");
    this.#enter();
    this.#form.grow();
    if (this.#latest) this.reveal(this.#latest);
    this.#tell(true);
  }

  /** Closes the window and gives the focus back to the launcher. */
  close() {
    if (this.opened) this.#dialog.close();
    this.#closed();
  }

  /** @param {string} text what is added to the launcher's title */
  badge(text) {
    this.#launcher.badge(text);
  }

  /**
   * Brings an item's beginning into sight, in whichever boxes scroll.
   *
   * @param {HTMLElement} item
   */
  reveal(item) {
    this.#latest = item;
    for (const box of [this.#log, this.#dialog]) {
      box.scrollTop += item.getBoundingClientRect().top - box.getBoundingClientRect().top - 16;
    }
  }

  /** Brings the end of the transcript into sight, where it scrolls by itself. */
  toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** Forgets which item to show at the next opening. */
  forget() {
    this.#latest = null;
  }

  /**
   * Shows a notice above the form, with a paragraph for each line. An empty one goes away.
   *
   * @param {string} text
   */
  notify(text) {
    if (this.#notice.dataset.text === text) return;
    if (holdsFocus(this.#notice)) this.#log.focus({ preventScroll: true });
    const lines = text.split("\n").filter((line) => line.trim());
    const told = lines.map((line) => make("p", { dir: "auto" }, ...linked(line, this.#wording, true)));
    this.#notice.replaceChildren(...told);
    this.#notice.dataset.text = text;
    this.#notice.hidden = !text;
  }

  /**
   * Puts a question, with its buttons, in the place of the form; gives the paragraph below its heading.
   *
   * @param {string} heading
   * @param {string} more
   * @param {...HTMLButtonElement} buttons
   */
  pose(heading, more, ...buttons) {
    const title = make("h3", { tabindex: -1 }, heading);
    const told = make("p", {}, more);
    this.#question.replaceChildren(title, told, make("div", {}, ...buttons));
    this.#question.hidden = false;
    this.#form.form.hidden = true;
    title.focus();
    return told;
  }

  /**
   * Asks whether to do what deletes the conversation; "go back" and Escape don't.
   *
   * @param {"restart" | "end"} name
   * @param {() => void} act
   */
  confirm(name, act) {
    const say = this.#wording.say.bind(this.#wording);
    const yes = button(say(`${name}Yes`), act, { class: "main danger" });
    const no = button(say("goBack"), () => this.settle(this.#options), { class: "plain" });
    this.pose(say(`${name}Ask`), say(`${name}More`), yes, no);
    this.#question.dataset.optional = "";
  }

  /**
   * Puts the form back.
   *
   * @param {HTMLElement} focus
   */
  settle(focus = this.#form.box) {
    delete this.#question.dataset.optional;
    this.#question.hidden = true;
    this.#form.form.hidden = false;
    this.#form.grow();
    focus.focus();
  }

  /** @param {Item} item */
  #item([name, act]) {
    const chosen = () => {
      this.#toggle();
      this.#options.focus();
      act();
    };
    return make("li", {}, button(this.#wording.say(name), chosen));
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    this.#dialog.addEventListener("keydown", (event) => event.key === "Escape" && this.#escape(event));
    this.#dialog.addEventListener("cancel", (event) => this.#escape(event));
    this.#dialog.addEventListener("close", () => this.#closed());
    this.#narrow.addEventListener("change", () => this.#fit(), { signal });
    visualViewport?.addEventListener("resize", () => this.#measure(), { signal });
    this.#anchor().observe(this.#log);
  }

  /** What is at the bottom of the transcript stays there when what is below it grows. */
  #anchor() {
    let height = 0;
    return new ResizeObserver(() => {
      const now = this.#log.clientHeight;
      if (height && now) this.#log.scrollTop += height - now;
      height = now;
    });
  }

  #enter() {
    this.#measure();
    if (this.#narrow.matches) this.#dialog.showModal();
    else this.#dialog.open = true;
  }

  #fit() {
    if (!this.opened || this.#dialog.matches(":modal") === this.#narrow.matches) return;
    const focused = focusAround(this.#dialog);
    this.#dialog.close();
    this.#enter();
    focused?.focus();
    this.#form.grow();
  }

  /** On a phone, the window ends where the keyboard on the screen begins. */
  #measure() {
    if (!visualViewport || visualViewport.scale > 1) this.#dialog.style.removeProperty("--viewport");
    else this.#dialog.style.setProperty("--viewport", `${visualViewport.height}px`);
  }

  #closed() {
    if (this.opened || !this.#launcher.button.hidden) return;
    this.#launcher.button.hidden = false;
    this.#launcher.button.focus();
    this.#tell(false);
  }

  /** @param {Event} event */
  #escape(event) {
    event.preventDefault();
    if (!this.#menu.hidden) {
      this.#toggle();
      this.#options.focus();
    } else if ("optional" in this.#question.dataset) this.settle(this.#options);
    else this.close();
  }

  #toggle() {
    this.#menu.hidden = !this.#menu.hidden;
    this.#options.setAttribute("aria-expanded", String(!this.#menu.hidden));
  }
}
