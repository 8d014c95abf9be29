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
    const here = new URL(import.meta.url).origin;
    const { colour, language = LANGUAGE, mode, position, server = here, texts, title } = this.dataset;
    const fetched = texts ? await fetchedTexts(texts) : {};
    if (!this.isConnected) return;
    this.disconnectedCallback();
    this.lang = languageOf({ ...fetched, ...this.#texts }, language);
    const wording = new Wording(this.lang, fetched, title ? { title } : {}, this.#texts);
    const side = position ?? (wording.direction === "rtl" ? "left" : "right");
    this.#dress(colour);
    if (mode && mode !== "embedded") warn(`data-mode="${mode}" isn't "embedded".`);
    this.#chat = new Chat(this.#root, wording, server, mode === "embedded" ? mode : side);
    this.#chat.start();
    for (const question of this.#asked.splice(0)) this.#chat.ask(question);
  }

  /**
   * Takes the site's colour and logo from its style sheets, and the colour of its attribute before theirs.
   *
   * @param {string} [colour]
   */
  #dress(colour) {
    const look = getComputedStyle(this);
    const wanted = colour || look.getPropertyValue("--centre-guide-colour").trim();
    const colours = palette(wanted || undefined);
    if (wanted && wanted !== colours.colour) {
      warn(`the colour "${wanted}" isn't used: it isn't # and six digits, or no text can be read on it.`);
    }
    this.#root.adoptedStyleSheets = styles(colours);
    this.toggleAttribute("data-branded", Boolean(look.getPropertyValue("--centre-guide-logo")));
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
 * The language that the texts are in: the one that is asked for, if the site has texts of its own.
 *
 * @param {Texts} own
 * @param {string} asked
 */
function languageOf(own, asked) {
  const page = document.documentElement.lang;
  const known = parsed(asked) && asked;
  if (!known) warn(`data-language="${asked}" is no language tag, such as "en" or "cy".`);
  complaints(known ?? LANGUAGE, own, page).forEach(warn);
  return regional((Object.keys(own).length && known) || LANGUAGE, page);
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
