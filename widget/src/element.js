import { Chat } from "./chat.js";
import { palette } from "./colour.js";
import { styles } from "./styles.js";
import { regional, Wording } from "./wording.js";

/** @typedef {Record<string, string>} Texts some of TEXTS, in other words */

/** The custom element: reads the settings, fetches the site's texts, and puts the chat into its shadow root. */
export class CentreGuide extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  /** @type {Texts} */
  #texts = {};
  /** @type {Chat | null} */
  #chat = null;

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

  async connectedCallback() {
    this.#upgrade();
    const { colour, language: wanted = "en", position, server = new URL(import.meta.url).origin, texts, title } = this.dataset;
    const fetched = texts ? await fetchedTexts(texts) : {};
    if (!this.isConnected) return;
    this.disconnectedCallback();
    const language = regional(wanted, document.documentElement.lang);
    const wording = new Wording(language, fetched, title ? { title } : {}, this.#texts);
    const side = position ?? (wording.direction === "rtl" ? "left" : "right");
    this.lang = language;
    this.#root.adoptedStyleSheets = styles(palette(colour));
    this.#chat = new Chat(this.#root, wording, server);
    this.#chat.start(side);
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
    return await (await fetch(address)).json();
  } catch {
    console.warn(`centre-guide: no texts at ${address}`);
    return {};
  }
}
