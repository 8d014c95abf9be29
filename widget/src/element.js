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
    const look = getComputedStyle(this);
    const colour = this.dataset.colour ?? look.getPropertyValue("--centre-guide-colour").trim();
    this.#root.adoptedStyleSheets = styles(palette(colour || undefined));
    this.toggleAttribute("data-branded", Boolean(look.getPropertyValue("--centre-guide-logo")));
    this.#chat = new Chat(this.#root, wording, server, mode === "embedded" ? mode : side);
    this.#chat.start();
    for (const question of this.#asked.splice(0)) this.#chat.ask(question);
  }

  /**
   * The language that the texts are in: the one that was asked for, if the site has texts of its own.
   *
   * @param {Texts} own
   */
  #language(own) {
    const { language = LANGUAGE } = this.dataset;
    const known = parsed(language) && language;
    if (!known) console.warn(`centre-guide: data-language="${language}" is no language tag, such as "en" or "cy".`);
    for (const one of complaints(known ?? LANGUAGE, own, document.documentElement.lang)) console.warn(`centre-guide: ${one}`);
    return regional((Object.keys(own).length && known) || LANGUAGE, document.documentElement.lang);
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
    console.warn(`centre-guide: there are no texts, in JSON, at ${address}: the chat has its own.`);
    return {};
  }
}
