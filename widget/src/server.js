/** @import { History, Message, Offers, Reply, Session } from "./contract.js" */

/** Milliseconds. */
const PATIENCE = 30_000;

/** @typedef {"away" | "barred" | "broken" | "busy" | "cancelled" | "expired" | "off" | "refused"} TroubleKind */

/** @type {Record<number, TroubleKind>} */
const KINDS = {
  400: "refused", 401: "expired", 403: "barred", 409: "refused", 413: "refused", 429: "busy", 502: "away", 504: "away",
};

/**
 * Why the server didn't do it: `kind` says what to do, `sentence` is its own words, `seconds` when to come again,
 * `request` what the request is called in its log.
 */
export class Trouble extends Error {
  /**
   * @param {TroubleKind} kind
   * @param {string} sentence
   * @param {number} seconds
   * @param {string} request
   */
  constructor(kind, sentence = "", seconds = 0, request = "") {
    super(kind);
    this.request = request;
    this.kind = kind;
    this.sentence = sentence;
    this.seconds = seconds;
  }

  /**
   * @param {Response} response
   * @param {{ error?: unknown, off?: unknown, request?: unknown } | null} content
   */
  static from(response, content) {
    const sentence = typeof content?.error === "string" ? content.error : "";
    const later = response.headers.get("Retry-After");
    const request = typeof content?.request === "string" ? content.request : "";
    return new Trouble(kindOf(response.status, Boolean(content?.off), later !== null), sentence, seconds(later), request);
  }
}

/**
 * @param {number} status
 * @param {boolean} off the bot is switched off
 * @param {boolean} timed it is told when to come again: the server is there, and has too much to do
 * @returns {TroubleKind}
 */
function kindOf(status, off, timed) {
  if (status !== 503) return KINDS[status] ?? "broken";
  if (off) return "off";
  return timed ? "busy" : "away";
}

/**
 * The header's number of seconds or date, as seconds from now: at least one and at most an hour.
 *
 * @param {string | null} retryAfter
 */
export function seconds(retryAfter) {
  const wait = Number(retryAfter ?? NaN) || (Date.parse(retryAfter ?? "") - Date.now()) / 1000 || 10;
  return Math.ceil(Math.min(Math.max(wait, 1), 3600));
}

/** The website channel, one request at a time. Every method may throw a Trouble. */
export class Server {
  #address;
  /** @type {AbortController | undefined} */
  #running;

  /** @param {string} address */
  constructor(address) {
    this.#address = address.replace(/\/+$/, "");
  }

  /**
   * What can be asked, from a file that browsers keep; nothing if it can't be had, for the chat works without.
   *
   * @returns {Promise<Offers>}
   */
  async offers() {
    try {
      const { starters = [], questions = [] } = await (await fetch(`${this.#address}/widget/questions.json`)).json();
      return { starters, questions };
    } catch {
      return { starters: [], questions: [] };
    }
  }

  /** @returns {Promise<Session>} */
  start() {
    return this.#request("POST", "/sessions", { gives: "token" });
  }

  /**
   * @param {string} token
   * @returns {Promise<History>}
   */
  history(token) {
    return this.#request("GET", "/messages", { token, gives: "messages" });
  }

  /**
   * @param {string} token
   * @param {Message} message
   * @returns {Promise<{ replies: Reply[] }>}
   */
  send(token, { id, text, button, rating }) {
    const body = button ? { id, button } : rating ? { id, rating } : { id, text };
    return this.#request("POST", "/messages", { token, body, gives: "replies" });
  }

  /**
   * @param {string} token
   * @returns {Promise<unknown>}
   */
  end(token) {
    return this.#request("DELETE", "/session", { token });
  }

  /** Gives up what is under way, with a Trouble of the kind `cancelled`. */
  cancel() {
    this.#running?.abort("cancelled");
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{ token?: string, body?: object, gives?: string }} details `gives` is what an answer must have
   */
  async #request(method, path, { token, body, gives }) {
    const running = (this.#running = new AbortController());
    const timer = setTimeout(() => running.abort("away"), PATIENCE);
    /** @type {Record<string, string>} */
    const headers = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    /** @type {RequestInit} */
    const asked = { method, headers, body: JSON.stringify(body), signal: running.signal, cache: "no-store" };
    let response, text;
    try {
      response = await fetch(`${this.#address}/webhooks/website${path}`, asked);
      text = await response.text();
    } catch {
      throw new Trouble(running.signal.reason ?? "away");
    } finally {
      clearTimeout(timer);
    }
    const content = parsed(text);
    if (!response.ok) throw Trouble.from(response, content);
    if (gives && !content?.[gives]) throw new Trouble("broken");
    return content;
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
