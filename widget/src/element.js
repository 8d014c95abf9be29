import { Chat } from "./chat.js";
import { complaints } from "./checks.js";
import { palette } from "./colour.js";
import { LANGUAGE } from "./contract.js";
import { styles } from "./styles.js";
import { parsed, regional, Wording } from "./wording.js";

/** @typedef {Record<string, string>} Texts some of TEXTS, in other words */

/** The custom element: reads the settings, fetches the site's texts, and puts the chat into its shadow root. */
export class CentreGuide extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  /** @type {Texts} */
  #texts = {};
  /** @type {Chat | null} */
  #chat = null;
  /** @type {string[]} What the page asked before the chat was there. */
  #asked = [];

  /** What is set here wins over the file that `data-texts` names. */
  get texts() {
    return this.#texts;
  }

  set texts(texts) {
    this.#texts = texts;
    if (this.isConnected) this.connectedCallback();
  }

  /** Opens the window and moves the focus into it. */
  open() {
    this.#chat?.open();
  }

  /** Closes the window and moves the focus to the launcher. */
  close() {
    this.#chat?.close();
  }

  /**
   * Opens the window and asks a question, as if the visitor had typed it.
   *
   * @param {string} question
   */
  ask(question) {
    if (this.#chat) this.#chat.ask(question);
    else this.#asked.push(question);
  }

  async connectedCallback() {
    this.#upgrade();
    const { mode, position, server = new URL(import.meta.url).origin, texts, title } = this.dataset;
    const fetched = texts ? await fetchedTexts(texts) : {};
    if (!this.isConnected) return;
    this.disconnectedCallback();
    this.lang = this.#language({ ...fetched, ...this.#texts });
    const wording = new Wording(this.lang, fetched, title ? { title } : {}, this.#texts);
    const side = position ?? (wording.direction === "rtl" ? "left" : "right");
    this.#dress();
    if (mode && mode !== "embedded") warn(`data-mode="${mode}" isn't "embedded".`);
    this.#chat = new Chat(this.#root, wording, server, mode === "embedded" ? mode : side);
    this.#chat.start();
    for (const question of this.#asked.splice(0)) this.#chat.ask(question);
  }

  /** Takes the site's colour and logo from its attribute and its style sheets. */
  #dress() {
    const look = getComputedStyle(this);
    const wanted = this.dataset.colour || look.getPropertyValue("--centre-guide-colour").trim();
    const colours = palette(wanted || undefined);
    if (wanted && wanted !== colours.colour) {
      warn(`the colour "${wanted}" isn't used: it isn't # and six digits, or no text can be read on it.`);
    }
    this.#root.adoptedStyleSheets = styles(colours);
    this.toggleAttribute("data-branded", Boolean(look.getPropertyValue("--centre-guide-logo")));
  }

  /**
   * The language that the texts are in: the one that was asked for, if the site has texts of its own.
   *
   * @param {Texts} own
   */
  #language(own) {
    const { language = LANGUAGE } = this.dataset;
    const known = parsed(language) && language;
    const page = document.documentElement.lang;
    if (!known) warn(`data-language="${language}" is no language tag, such as "en" or "cy".`);
    complaints(known ?? LANGUAGE, own, page).forEach(warn);
    return regional((Object.keys(own).length && known) || LANGUAGE, page);
  }

  /** Takes over texts that the page set before this file had come. */
  #upgrade() {
    if (!Object.hasOwn(this, "texts")) return;
    this.#texts = this.texts;
    Reflect.deleteProperty(this, "texts");
  }

  disconnectedCallback() {
    this.#chat?.stop();
    this.#chat = null;
  }
}

/**
 * A site's own texts; a file that can't be had leaves ours.
 *
 * @param {string} address
 * @returns {Promise<Texts>}
 */
async function fetchedTexts(address) {
  try {
    return { ...(await (await fetch(address)).json()) };
  } catch {
    warn(`there are no texts, in JSON, at ${address}: the chat has its own.`);
    return {};
  }
}

/** @param {string} text for the site's makers */
function warn(text) {
  console.warn(`centre-guide: ${text}`);
}
