/**
 * `<centre-guide>`: a chat window for a website. One file, no dependency, no build; its styles are in it, so that a strict
 * Content Security Policy passes. One tag puts it into a page:
 *
 *     <script type="module" src="https://bot.example/widget/centre-guide.js" data-colour="#005EB8"></script>
 *
 * The tag's data attributes, all optional: `data-server` (where the bot is; else where this file is from), `data-title`,
 * `data-texts` (address of a JSON file with some of TEXTS), `data-language` (`en`), `data-position` (`left` or `right`) and
 * `data-colour` (`#rrggbb`). A page that has a `<centre-guide>` with these attributes of its own gets no second one.
 */

// --------------------------------------------------------------------------------------------------------------- Texts

/** Every string that the widget shows or says. What has a plural has one entry for each of the language's plural forms. */
export const TEXTS = {
  title: "Ask a question",
  safety: "In an emergency, call 999. For medical help that is not an emergency, call 111.",
  welcome: "Hello. I’m a computer program that answers questions from our website. What would you like to know?",
  close: "Close",
  options: "Options",
  "unread.one": "{count} new reply",
  "unread.other": "{count} new replies",

  conversation: "Conversation",
  you: "You",
  bot: "Assistant",
  urgent: "Important: get help now",
  source: "Source:",
  newTab: "(opens in a new tab)",
  follow: "Follow-up questions",
  "choices.one": "{count} choice.",
  "choices.other": "{count} choices.",
  helpful: "Was this helpful?",
  yes: "Yes",
  yesMore: "this was helpful",
  no: "No",
  noMore: "this was not helpful",
  saidYes: "You said that this was helpful.",
  saidNo: "You said that this was not helpful.",
  typing: "Typing a reply…",
  slow: "Still working on it…",

  label: "Your question",
  hint: "Please don’t give personal details, such as your name or NHS number.",
  send: "Send",
  empty: "Type a question first.",
  "left.one": "You have {count} character left.",
  "left.other": "You have {count} characters left.",
  "over.one": "Your question is {count} character too long. You can send it in two parts.",
  "over.other": "Your question is {count} characters too long. You can send it in two parts.",

  offline: "You’re offline. You can go on typing: we’ll send it when you’re back.",
  unreachable: "We can’t reach the chat at the moment. We’ll keep trying.",
  off: "The chat is closed at the moment.",
  danger: "If someone’s life is in danger, call 999. We’ll still reply about that.",
  back: "The chat is back.",
  queued: "Waiting to be sent.",
  notSent: "Not sent.",
  failed: "Not sent: something went wrong at our end.",
  closed: "Not sent: the chat is closed.",
  busy: "We’re getting a lot of questions. We’ll send this one {wait}.",
  retry: "Try again",
  expired: "Your earlier messages have been deleted from our server. You can go on asking.",

  save: "Save this conversation",
  saved: "The conversation is saved as a file.",
  file: "conversation.txt",
  restart: "Start again",
  restartAsk: "Start again?",
  restartMore: "This deletes your conversation here and on our server.",
  restartYes: "Yes, start again",
  end: "End chat",
  endAsk: "End this chat?",
  endMore: "This deletes your conversation here and on our server.",
  endYes: "Yes, end chat",
  goBack: "Go back",
  ended: "You’ve ended the chat",
  endedMore: "Your conversation has been deleted.",
  endedSoon: "Your conversation has been deleted here. It’s deleted on our server as soon as we can reach it.",
  again: "Start a new chat",
};

const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ku-arab|ps|sd|ug|ur|yi)\b/i;

/** The texts in one language, with their blanks filled and their plurals chosen. */
class Wording {
  #texts;

  constructor(language, ...layers) {
    this.language = language;
    this.direction = RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr";
    this.#texts = Object.assign({}, TEXTS, ...layers);
  }

  say(name, values = {}) {
    return String(this.#texts[name]).replace(/\{(\w+)\}/g, (blank, key) => values[key] ?? blank);
  }

  count(name, count) {
    const form = `${name}.${new Intl.PluralRules(this.language).select(count)}`;
    return this.say(form in this.#texts ? form : `${name}.other`, { count });
  }

  wait(seconds) {
    const [amount, unit] = seconds < 90 ? [seconds, "second"] : [Math.ceil(seconds / 60), "minute"];
    return new Intl.RelativeTimeFormat(this.language, { numeric: "always" }).format(amount, unit);
  }
}

// -------------------------------------------------------------------------------------------------------------- Colour

const BLUE = "#005eb8";
const INK = "#212b32";
const WHITE = "#ffffff";
const READABLE = 4.5;

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The site's colour with text on it that can be read (WCAG AA), and a colour for text on white. A colour that neither
 * white nor dark text can be read on, or that isn't `#rrggbb`, gives way to NHS blue.
 */
export function palette(wanted) {
  const colour = /^#[\da-f]{6}$/i.test(wanted ?? "") ? wanted : BLUE;
  const text = [WHITE, INK].find((ink) => contrast(colour, ink) >= READABLE);
  if (!text) return palette(BLUE);
  return { colour, text, accent: text === WHITE ? colour : INK };
}

// -------------------------------------------------------------------------------------------------------------- Styles

const NARROW = "(max-width: 40em), (max-height: 30em)";

const STYLES = `
:host {
  all: initial; display: block; color: ${INK};
  font: 1em/1.5 "Frutiger W01", Frutiger, Arial, sans-serif;
}
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
h2, h3, p, ol, ul { margin: 0; padding: 0; font: inherit; }
h2, h3, label, strong { font-weight: 600; }
ol, ul[role] { list-style: none; }
section { overflow-wrap: anywhere; }

button {
  min-width: 44px; min-height: 44px; padding: 8px 16px; border: 2px solid transparent; border-radius: 4px;
  background: none; color: inherit; font: inherit; text-align: start; cursor: pointer;
}
a { color: var(--accent); padding: 14px 10px; margin-inline: -10px; background-clip: content-box; }
:focus { outline: 4px solid transparent; }

.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: pre-line; }
.small { font-size: max(1em - 3px, 16px); line-height: 1.5; }
.muted { color: #4c6272; }

.launcher {
  position: fixed; z-index: 2147483000; right: 24px; bottom: 24px; display: flex; align-items: center; gap: 8px;
  max-width: calc(100vw - 48px); padding: 12px 24px; border-radius: 32px; font-weight: 600;
  background: var(--colour); color: var(--text); box-shadow: 0 2px 8px #0006;
}
.launcher:hover { text-decoration: underline; text-underline-offset: 4px; }
.launcher svg { width: 24px; height: 24px; flex: none; fill: currentColor; }
.left .launcher { right: auto; left: 24px; }

dialog {
  position: fixed; z-index: 2147483000; inset: auto 24px 24px auto; flex-direction: column;
  width: 28em; max-width: none; height: min(46em, 100vh - 48px); max-height: none; margin: 0; padding: 0; overflow-y: auto;
  border: 1px solid #4c6272; border-radius: 4px; background: #f0f4f5; color: inherit; box-shadow: 0 4px 24px #0005;
}
.left dialog { inset: auto auto 24px 24px; }
dialog[open] { display: flex; }
.body { display: contents; font-size: 1.1875em; line-height: 1.47; }
.body > * { flex: none; }

header { display: flex; align-items: center; gap: 4px; padding: 4px 8px; background: var(--colour); color: var(--text); }
header h2 { flex: 1; padding: 8px; }
header button { padding: 8px; text-decoration: underline; text-underline-offset: 4px; }
header button:hover { text-decoration-thickness: 3px; }
.menu { background: ${WHITE}; border-bottom: 1px solid #d8dde0; }
.menu button { width: 100%; color: var(--accent); text-decoration: underline; }
.menu li + li { border-top: 1px solid #d8dde0; }
.safety { padding: 8px 16px; background: ${WHITE}; border-bottom: 1px solid #d8dde0; }

.log {
  position: relative; flex: 1 1 0; min-height: 9em; padding: 16px;
  overflow-y: auto; scroll-padding: 16px; overscroll-behavior: contain;
}
.messages { display: grid; gap: 16px; }
.messages > li { justify-self: start; max-width: 100%; }
.messages h3 { margin-bottom: 4px; }
.said { padding: 12px 16px; border: 1px solid #d8dde0; border-radius: 4px; background: ${WHITE}; }
.said > * + * { margin-top: 16px; }
.said ul { padding-inline-start: 20px; list-style: disc; }
.said li + li { margin-top: 4px; }
.said p { white-space: pre-line; }
.said > .small { padding-top: 8px; border-top: 1px solid #d8dde0; }
.messages > .visitor { justify-self: end; max-width: 90%; }
.visitor h3 { text-align: end; }
.visitor .said {
  width: fit-content; margin-inline-start: auto; border-color: var(--colour);
  background: var(--colour); color: var(--text);
}
.visitor .note { text-align: end; }
.urgent .said { border-inline-start: 8px solid #d5281b; }
.urgent strong { display: block; color: #d5281b; }
.aside { padding-inline-start: 16px; border-inline-start: 4px solid #4c6272; }
.note { margin-top: 4px; }
.note.wrong { color: #d5281b; font-weight: 600; }
.note button { color: var(--accent); text-decoration: underline; padding: 8px; font-weight: 400; }
.choices { display: grid; gap: 8px; margin-top: 8px; justify-items: start; }
.choices button { border-color: var(--accent); background: ${WHITE}; color: var(--accent); }
.choices button:hover, .rating button:hover { background: #d8dde0; color: ${INK}; }
.rating { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; margin-top: 8px; }
.rating button { border-color: #4c6272; background: ${WHITE}; text-align: center; }

.typing { display: flex; align-items: center; gap: 8px; }
.typing::before { content: ""; width: 12px; height: 12px; border: 2px solid; border-radius: 50%; background: currentColor; }

.notice, .ask { padding: 12px 16px; border-top: 1px solid #d8dde0; background: ${WHITE}; }
.notice { border-inline-start: 8px solid #4c6272; }
:is(.notice, .ask) > * + * { margin-top: 8px; }
.ask div { display: flex; flex-wrap: wrap; gap: 8px 16px; }
form { padding: 8px 16px 12px; border-top: 1px solid #d8dde0; background: ${WHITE}; }
.row { display: flex; align-items: flex-end; gap: 8px; margin-top: 4px; }
textarea {
  flex: 1; min-width: 0; min-height: 48px; max-height: 148px; padding: 8px; border: 2px solid #4c6272; border-radius: 4px;
  background: ${WHITE}; color: inherit; font: inherit; resize: none;
}
textarea:focus { outline-color: #ffeb3b; outline-offset: 0; border-color: ${INK}; box-shadow: inset 0 0 0 2px ${INK}; }
textarea[aria-invalid="true"]:not(:focus) { border-color: #d5281b; }
.error { color: #d5281b; font-weight: 600; }
.main { margin-bottom: 4px; background: #007f3b; color: ${WHITE}; font-weight: 600; box-shadow: 0 4px #00401e; }
.main:hover { background: #00662f; }
.danger { background: #d5281b; box-shadow: 0 4px #6b140e; }
.danger:hover { background: #aa2016; }
.plain { border-color: var(--accent); color: var(--accent); }

:is(button, a, h2, h3, p):focus:focus-visible {
  background-color: #ffeb3b; color: ${INK}; border-color: transparent; box-shadow: 0 4px ${INK}; outline-offset: -4px;
}
a:focus:focus-visible { box-shadow: none; text-decoration-thickness: 4px; }
:is(li, .log):focus-visible { box-shadow: inset 0 0 0 4px #ffeb3b, inset 0 0 0 6px ${INK}; outline-offset: -4px; }

@media (prefers-reduced-motion: no-preference) {
  .typing::before { animation: pulse 1s ease-in-out infinite alternate; }
  @keyframes pulse { from { opacity: 0.2; } }
}
@media ${NARROW} {
  dialog, .left dialog {
    inset: 0; width: 100%; height: var(--viewport, 100dvh); border: 0; border-radius: 0; box-shadow: none;
  }
  .body { font-size: 1em; line-height: 1.5; }
  .launcher { right: 16px; bottom: 16px; }
  .left .launcher { left: 16px; }
}
@media (max-height: 30em) {
  .log { flex: none; overflow: visible; }
}
@media (forced-colors: active) {
  .launcher, dialog, button { border: 2px solid; }
  :focus-visible { outline-color: Highlight; }
  .launcher svg { fill: ButtonText; }
  .typing::before { background: CanvasText; }
}
@media print {
  .launcher, header button, .menu, .choices, .rating, .typing, .notice, .ask, form { display: none !important; }
  dialog[open] {
    position: absolute; inset: 0 0 auto; display: block; width: auto; height: auto; overflow: visible; border: 0;
  }
  .log { overflow: visible; }
  .messages { display: block; }
  .messages > li { max-width: none; margin-bottom: 16px; break-inside: avoid; }
  .said, header { background: none !important; color: inherit !important; }
}
`;

/** The site's colours, as a sheet: a `style` attribute would need a weaker policy. */
function theme({ colour, text, accent }) {
  return sheet(`:host { --colour: ${colour}; --text: ${text}; --accent: ${accent}; }`);
}

function sheet(rules) {
  const made = new CSSStyleSheet();
  made.replaceSync(rules);
  return made;
}

// ----------------------------------------------------------------------------------------------------------------- DOM

/** An element with attributes, listeners (where the value is a function) and children; strings become text, never markup. */
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

function button(text, click, attributes = {}) {
  return make("button", { type: "button", click, ...attributes }, text);
}

function bubble() {
  const [image, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  image.setAttribute("viewBox", "0 0 24 24");
  image.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 5v-5H4a2 2 0 0 1-2-2V5c0-1.1.9-2 2-2z");
  image.append(path);
  return image;
}

/** Takes a node away; the focus, if it was inside, goes to the heir instead of being lost. */
function remove(node, heir) {
  if (node?.contains(node.getRootNode().activeElement)) heir.focus({ preventScroll: true });
  node?.remove();
}

// --------------------------------------------------------------------------------------------------------------- Prose

const LINKS = /https:\/\/[^\s<>"]*[^\s<>".,;:!?')\]]/g;
const LINKS_AND_PHONES = new RegExp(`${LINKS.source}|(?<![\\w.+-])(?:999|111|116 123)(?!\\d|[\\w-]|\\.\\w)`, "g");

function link(target, wording) {
  if (!target.startsWith("https:")) return make("a", { href: `tel:${target.replace(" ", "")}` }, target);
  if (!URL.canParse(target)) return target;
  if (new URL(target).origin === location.origin) return make("a", { href: target }, target);
  return make("a", { href: target, target: "_blank", rel: "noopener noreferrer" }, `${target} ${wording.say("newTab")}`);
}

/**
 * Text with its `https` addresses as links: the site's own open in place, for the conversation is kept; others in a new tab,
 * which they say. With `phones`, the national numbers for help are links too.
 */
function linked(text, wording, phones) {
  const parts = [];
  let from = 0;
  for (const { 0: target, index } of text.matchAll(phones ? LINKS_AND_PHONES : LINKS)) {
    parts.push(text.slice(from, index), link(target, wording));
    from = index + target.length;
  }
  return [...parts, text.slice(from)];
}

/** A reply's paragraphs, lists and source line. */
function prose(text, wording, phones) {
  const blocks = text.split(/\n\s*\n/).flatMap((block) => block.split(/\n(?=[•-] )|(?<=^[•-] .*)\n(?![•-] )/m));
  const nodes = [];
  for (const block of blocks.filter((block) => block.trim())) {
    if (/^[•-] /.test(block)) {
      if (nodes.at(-1)?.tagName !== "UL") nodes.push(make("ul", { dir: "auto" }));
      nodes.at(-1).append(make("li", {}, ...linked(block.slice(2), wording, phones)));
    } else {
      nodes.push(make("p", { dir: "auto" }, ...linked(block, wording, phones)));
    }
  }
  if (nodes.at(-1)?.textContent.startsWith(wording.say("source"))) nodes.at(-1).className = "small muted";
  return nodes;
}

// -------------------------------------------------------------------------------------------------------------- Server

const PATIENCE = 30_000;

const KINDS = {
  400: "refused", 401: "expired", 409: "refused", 413: "refused", 429: "busy", 502: "away", 503: "away", 504: "away",
};

/** Why the server didn't do it: `kind` says what to do, `sentence` is its own words, `seconds` when to come again. */
class Trouble extends Error {
  constructor(kind, sentence = "", seconds = 0) {
    super(kind);
    Object.assign(this, { kind, sentence, seconds });
  }

  static from(response, content) {
    const sentence = typeof content?.error === "string" ? content.error : "";
    const kind = response.status === 503 && content?.off ? "off" : (KINDS[response.status] ?? "broken");
    return new Trouble(kind, sentence, seconds(response.headers.get("Retry-After")));
  }
}

function seconds(retryAfter) {
  const wait = Number(retryAfter ?? NaN) || (Date.parse(retryAfter) - Date.now()) / 1000 || 10;
  return Math.ceil(Math.min(Math.max(wait, 1), 3600));
}

/** The website channel, one request at a time. */
class Server {
  #base;
  #running;

  constructor(address) {
    this.#base = `${address.replace(/\/+$/, "")}/webhooks/website`;
  }

  start() {
    return this.#request("POST", "/sessions", { gives: "token" });
  }

  history(token) {
    return this.#request("GET", "/messages", { token, gives: "messages" });
  }

  send(token, { id, text, button, rating }) {
    const body = button ? { id, button } : rating ? { id, rating } : { id, text };
    return this.#request("POST", "/messages", { token, body, gives: "replies" });
  }

  end(token) {
    return this.#request("DELETE", "/session", { token });
  }

  /** Gives up what is under way, with a Trouble of the kind `cancelled`. */
  cancel() {
    this.#running?.abort("cancelled");
  }

  async #request(method, path, { token, body, gives }) {
    const running = (this.#running = new AbortController());
    const timer = setTimeout(() => running.abort("away"), PATIENCE);
    const headers = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    const asked = { method, headers, body: JSON.stringify(body), signal: running.signal, cache: "no-store" };
    let response, text;
    try {
      response = await fetch(this.#base + path, asked);
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

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// -------------------------------------------------------------------------------------------------------- Conversation

/** What this tab remembers over a reload: the session, what is typed, and what has still to be sent or deleted. */
class Memory {
  #key;

  constructor(key) {
    this.#key = key;
    Object.assign(this, { token: null, unsent: [], leaving: [], draft: "", open: false }, this.#stored());
  }

  keep(changes) {
    Object.assign(this, changes);
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(this));
    } catch {
      // Storage may be switched off or full: then the conversation lasts as long as the page.
    }
  }

  #stored() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key));
    } catch {
      return null;
    }
  }
}

const LONGEST_WAIT = 30;
const OFF_WAIT = 15;
const MOST_FAILURES = 4;
const CLOSED = "closed";

function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** A message with an id of its own: a text, a button (`{text, button}`) or a rating (`{rating}`). */
function newMessage(content) {
  return { id: uuid(), ...content };
}

/**
 * Gets a session, the history and the replies, one step after the other, and tries again what failed. A message keeps its id
 * and its place until it is answered, so that nothing is lost, asked twice or out of order. What isn't answered because the bot
 * is switched off waits for the visitor to send it again.
 *
 * The `view` says whether it is watched, and is told: sending, settled, answered, restored, failed, expired, returned, off, on,
 * away, recovered, left.
 */
class Conversation {
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
  #failures = 0;
  #timer;
  #notBefore = 0;

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
    this.#run();
  }

  /** Sends a message of `newMessage()`. */
  add(message) {
    this.#memory.keep({ unsent: [...this.#memory.unsent, message] });
    const pause = this.#pause();
    if (pause > 0) this.#view.failed(message, "busy", Math.ceil(pause / 1000));
    this.#wanted = true;
    this.#run();
  }

  /** Sends a message that was given up once more, after those that wait. */
  retry(id) {
    const message = this.#memory.unsent.find((one) => one.id === id);
    if (message?.failed) {
      const others = this.#memory.unsent.filter((one) => one !== message);
      this.#memory.keep({ unsent: [...others, { ...message, failed: false }] });
    }
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
    wait ||= this.#off && OFF_WAIT;
    if (wait) this.#timer = setTimeout(() => this.#wake(), wait * 1000 * (1 + Math.random() / 5));
  }

  #wake() {
    this.#unsure ||= this.#off;
    this.#run();
  }

  /** Takes a step; gives the seconds to wait before the next. */
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

  #next() {
    const { token, unsent, leaving } = this.#memory;
    const message = unsent.find((one) => !one.failed);
    if (this.#stopped) return null;
    if (this.#wanted && !token) return { act: () => this.#start(), message };
    if (this.#wanted && !this.#restored) return { act: () => this.#restore(), message, renews: true };
    if (this.#wanted && message) return { act: () => this.#send(message), message, sends: true };
    if (leaving.length) return { act: () => this.#leave(leaving[0]), leaves: true };
    if (this.#wanted && this.#unsure && this.#view.watched) return { act: () => this.#check(), renews: true };
    return null;
  }

  async #start() {
    const { token, off } = await this.#server.start();
    if (!this.#memory.token) this.#memory.keep({ token });
    this.#switch(off);
  }

  async #restore() {
    const { messages, off } = await this.#server.history(this.#memory.token);
    if (this.#restored) return;
    this.#restored = this.#trusted = true;
    this.#view.restored(messages);
    this.#switch(off);
  }

  /** Asks whether the bot is off. */
  async #check() {
    const { off } = await this.#server.history(this.#memory.token);
    this.#trusted = true;
    this.#switch(off);
  }

  async #send(message) {
    this.#view.sending(message);
    try {
      const { replies } = await this.#server.send(this.#memory.token, message);
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

  async #leave(token) {
    try {
      await this.#server.end(token);
    } catch (trouble) {
      if (!["expired", "refused"].includes(trouble.kind)) throw trouble;
    }
    this.#memory.keep({ leaving: this.#memory.leaving.slice(1) });
    this.#view.left(true);
  }

  /** Takes whether the bot is off, and what the trust says then. */
  #switch(off, sentence = off) {
    this.#unsure = false;
    if (off) this.#view.off(sentence);
    else if (this.#off) this.#view.on();
    this.#off = Boolean(off);
  }

  #drop(message) {
    this.#memory.keep({ unsent: this.#memory.unsent.filter((one) => one.id !== message.id) });
  }

  /** Does what the trouble asks for; gives the seconds to wait before going on. */
  #after({ kind, sentence, seconds }, { message, sends, renews, leaves }) {
    if (kind === "cancelled") return 0;
    if (kind === "expired" && (sends ? this.#trusted : renews)) return this.#expired();
    if (kind === "refused" && sends) {
      this.#drop(message);
      this.#view.returned(message, sentence);
      return 0;
    }
    if (kind === "off" && sends) {
      message.failed = CLOSED;
      this.#memory.keep({});
      this.#failures = 0;
      this.#switch(true, sentence);
      this.#view.failed(message, CLOSED, seconds);
      this.#view.recovered();
      return 0;
    }
    if (kind === "busy") this.#notBefore = Date.now() + seconds * 1000;
    if (leaves) this.#view.left(false);
    else if (message) this.#view.failed(message, { busy: "busy", away: "notSent" }[kind] ?? "failed", seconds);
    else this.#view.away();
    if (kind === "busy") return seconds;
    this.#failures += 1;
    const givesUp = kind !== "away" && message && this.#failures === MOST_FAILURES;
    if (!givesUp) return Math.min(2 ** (this.#failures - 1), LONGEST_WAIT);
    message.failed = true;
    this.#failures = 0;
    return 0;
  }

  /** Goes on in a new session; no earlier button or reply means anything in it: a button's title is asked as a question. */
  #expired() {
    const unsent = this.#memory.unsent.filter(({ rating }) => !rating).map(({ button, ...message }) => message);
    this.#memory.keep({ token: null, unsent });
    if (this.#trusted || !this.#restored) this.#view.expired(unsent[0]);
    this.#restored = true;
    this.#trusted = false;
    return 0;
  }
}

// ---------------------------------------------------------------------------------------------------------- Transcript

/** The messages on screen. A message's buttons live as long as it is the last to have some. */
class Transcript {
  #wording;
  #actions;
  #places = new Map();
  #replies = new Set();
  #words = new Map();
  #typing = null;

  /** `actions`: press(choice), rate(reply id, helpful), retry(message id). */
  constructor(wording, actions) {
    this.#wording = wording;
    this.#actions = actions;
    this.list = make("ol", { class: "messages", role: "list" });
    this.clear();
  }

  clear() {
    this.#places.clear();
    this.#replies.clear();
    this.#words.clear();
    const welcome = this.#bubble("bot", prose(this.#wording.say("welcome"), this.#wording));
    this.list.replaceChildren(welcome);
  }

  /** Shows what a visitor asked; gives its place. */
  asked({ id, text }) {
    const shown = this.#places.get(id);
    if (shown) return shown;
    this.#retire();
    const item = this.#add("you", [make("p", { dir: "auto" }, text)], text);
    item.classList.add("visitor");
    this.#places.set(id, item);
    return item;
  }

  /** Whether a reply is shown already. */
  has({ id }) {
    return this.#replies.has(id);
  }

  /** Shows a reply with its buttons, before a message that is still to be answered; gives its place. */
  reply({ id, text, kind, buttons = [], rating = null }, before) {
    this.#replies.add(id);
    if (buttons.length) this.#retire();
    const urgent = kind === "urgent";
    const item = this.#add("bot", prose(text, this.#wording, urgent), text, this.#places.get(before?.id));
    if (urgent) this.#makeUrgent(item);
    this.#places.set(id, item);
    if (buttons.length) item.append(this.#choices(buttons));
    if (typeof rating === "boolean") this.rated(id, rating);
    else if (kind === "answer" || kind === "decline") item.append(this.#rating(id));
    return item;
  }

  /** Shows how a reply was rated, under it. */
  rated(reply, helpful, message = reply) {
    const item = this.#places.get(reply);
    if (!item) return;
    this.#places.set(message, item);
    if (item.querySelector(".rated")) return;
    const told = this.#wording.say(helpful ? "saidYes" : "saidNo");
    const answer = make("p", { class: "rated small muted", tabindex: -1 }, told);
    item.append(answer);
    remove(item.querySelector(".rating"), answer);
  }

  /** A line between the messages, before a message that is to come after it. */
  line(text, before) {
    this.#retire();
    this.list.insertBefore(make("li", { class: "aside small" }, text), this.#places.get(before?.id) ?? null);
  }

  /** Says under a message what has become of it, and gives its place if that's new; an empty text takes it away. */
  note(id, text, { wrong = false, retry = false } = {}) {
    const item = this.#places.get(id);
    const old = item?.querySelector(".note");
    if (!item || (old?.dataset.text ?? "") === text) return null;
    const note = make("p", { class: `note small ${wrong ? "wrong" : "muted"}`, "data-text": text }, text, " ");
    if (retry) note.append(button(this.#wording.say("retry"), () => this.#actions.retry(id)));
    if (text) item.append(note);
    remove(old, (text && note.querySelector("button")) || item);
    return item;
  }

  /** Puts a question after the others, as it is asked again now. */
  last(id) {
    const item = this.#places.get(id);
    if (!item?.matches(".visitor:not(:last-child)")) return;
    const focused = item.getRootNode().activeElement;
    this.list.append(item);
    focused?.focus();
  }

  typing(text) {
    this.#typing?.remove();
    this.#typing = text ? make("li", { class: "typing small muted" }, text) : null;
    if (text) this.list.append(this.#typing);
  }

  /** The conversation as plain text. */
  toString() {
    const said = [...this.list.children].filter((item) => this.#words.has(item)).map((item) => this.#words.get(item));
    return said.map(({ who, text }) => `${this.#wording.say(who)}:\n${text}\n`).join("\n");
  }

  #add(who, nodes, text, before = null) {
    const item = this.#bubble(who, nodes);
    this.#words.set(item, { who, text });
    this.list.insertBefore(item, before);
    return item;
  }

  #bubble(who, nodes) {
    const heading = make("h3", { class: "small muted" }, this.#wording.say(who));
    return make("li", { tabindex: -1 }, heading, make("div", { class: "said" }, ...nodes));
  }

  #makeUrgent(item) {
    const label = this.#wording.say("urgent");
    const said = item.querySelector(".said");
    item.classList.add("urgent");
    said.setAttribute("role", "group");
    said.setAttribute("aria-label", label);
    said.prepend(make("strong", {}, label));
  }

  #choices(choices) {
    const items = choices.map((choice) => make("li", {}, button(choice.title, () => this.#actions.press(choice))));
    return make("ul", { class: "choices", role: "list", "aria-label": this.#wording.say("follow") }, ...items);
  }

  #rating(reply) {
    const question = this.#wording.say("helpful");
    const label = make("span", { class: "small" }, question);
    const choices = [this.#ratingChoice("yes", reply, true), this.#ratingChoice("no", reply, false)];
    return make("div", { class: "rating", role: "group", "aria-label": question }, label, ...choices);
  }

  #ratingChoice(name, reply, helpful) {
    const choice = button(this.#wording.say(name), () => this.#actions.rate(reply, helpful));
    choice.append(make("span", { class: "unseen" }, this.#wording.say(`${name}More`)));
    return choice;
  }

  #retire() {
    for (const old of this.list.querySelectorAll(".choices, .rating")) remove(old, old.closest(".messages > li"));
  }
}

// ------------------------------------------------------------------------------------------------------------ Composer

const LONGEST = 500;
const NEARLY = 400;

/** The form: a box that grows, keeps what it can't send, and says how much room is left. */
class Composer {
  #wording;
  #actions;
  #pause;

  /** `actions`: send(text), typed(text), tell(text). */
  constructor(wording, actions) {
    this.#wording = wording;
    this.#actions = actions;
    this.box = make("textarea", {
      id: "box", rows: 1, autocomplete: "off", enterkeyhint: "send", "aria-describedby": "hint error",
      input: () => this.#typed(), keydown: (event) => this.#pressed(event),
    });
    this.button = make("button", { class: "main" }, wording.say("send"));
    this.count = make("p", { class: "small muted", hidden: true });
    this.error = make("p", { class: "small error", id: "error", hidden: true });
    this.form = make(
      "form", { novalidate: true, submit: (event) => this.#submit(event) },
      make("label", { for: "box" }, wording.say("label")),
      make("p", { id: "hint", class: "small muted" }, ...linked(wording.say("hint"), wording)),
      this.error,
      make("div", { class: "row" }, this.box, this.button),
      this.count,
    );
  }

  get text() {
    return this.box.value;
  }

  set text(text) {
    this.box.value = text;
    this.#typed();
  }

  /** Makes the box as high as its text; needed again when it gets another width. */
  grow() {
    this.box.style.height = "";
    if (this.box.scrollHeight > this.box.clientHeight) this.box.style.height = `${this.box.scrollHeight + 4}px`;
  }

  #pressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  #submit(event) {
    event.preventDefault();
    const text = this.text.trim();
    const over = this.#length() - LONGEST;
    if (!text || over > 0) return this.#refuse(text ? this.#wording.count("over", over) : this.#wording.say("empty"));
    this.text = "";
    this.#actions.send(text);
  }

  #refuse(reason) {
    this.#wrong(reason);
    this.#actions.tell(reason);
    this.box.focus();
  }

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
    if (length >= NEARLY) this.#pause = setTimeout(() => this.#actions.tell(words), 1000);
    this.#actions.typed(this.text);
  }

  #length() {
    return [...this.text.trim()].length;
  }
}

// ----------------------------------------------------------------------------------------------------------- Announcer

const READING_TIME = 10_000;

/**
 * Says things to screen readers, each once. What is outside a modal dialog is mute, and what is in a closed one isn't there:
 * so there is a live region in the dialog and one beside it, and the one that can be heard gets the words.
 */
class Announcer {
  #dialog;

  constructor(dialog) {
    this.#dialog = dialog;
    this.inside = this.#region();
    this.beside = this.#region();
  }

  /** Says a text once; it is taken away again, so that nobody comes across it while reading the page. */
  say(text) {
    const words = make("p", {}, text);
    (this.#dialog.open ? this.inside : this.beside).append(words);
    setTimeout(() => words.remove(), READING_TIME);
  }

  #region() {
    return make("div", { class: "unseen", "aria-live": "polite", "aria-relevant": "additions" });
  }
}

// --------------------------------------------------------------------------------------------------------------- Panel

/** The launcher, and the window that it opens: beside the page on a wide screen, in its place on a small one. */
class Panel {
  #say;
  #linked;
  #narrow = matchMedia(NARROW);
  #tell;
  #title;
  #latest = null;
  #dialog;
  #launcher;
  #label;
  #heading;
  #options;
  #menu;
  #log;
  #notice;
  #question;
  #form;

  /**
   * `list` is the transcript's; `menu` has pairs of a text's name and what it does; `tell(opened)` is called when the window
   * has opened or closed; the signal `until` ends the listening.
   */
  constructor(wording, list, composer, menu, tell, until) {
    this.#say = (name) => wording.say(name);
    this.#linked = (text) => linked(text, wording, true);
    this.#form = composer;
    this.#tell = tell;
    this.#title = this.#say("title");
    this.#label = make("span", {}, this.#title);
    this.#launcher = button(bubble(), () => this.open(), { class: "launcher", "aria-haspopup": "dialog" });
    this.#launcher.append(this.#label);
    this.#heading = make("h2", { id: "title", tabindex: -1 }, this.#title);
    const expands = { "aria-expanded": "false", "aria-controls": "menu" };
    this.#options = button(this.#say("options"), () => this.#toggle(), expands);
    const items = menu.map((item) => this.#item(item));
    this.#menu = make("ul", { id: "menu", class: "menu", role: "list", hidden: true }, ...items);
    const region = { role: "region", "aria-label": this.#say("conversation"), tabindex: 0 };
    this.#log = make("div", { class: "log", ...region }, list);
    this.#notice = make("div", { class: "notice small", hidden: true });
    this.#question = make("div", { class: "ask", hidden: true });
    const close = button(this.#say("close"), () => this.close());
    const safety = make("p", { id: "safety", class: "safety small" }, ...this.#linked(this.#say("safety")));
    const header = make("header", {}, this.#heading, this.#options, close);
    const parts = [header, this.#menu, safety, this.#log, this.#notice, this.#question, composer.form];
    const body = make("div", { class: "body" }, ...parts);
    this.#dialog = make("dialog", { "aria-labelledby": "title", "aria-describedby": "safety" }, body);
    this.announcer = new Announcer(this.#dialog);
    this.#dialog.append(this.announcer.inside);
    const { language, direction } = wording;
    this.frame = make("section", { lang: language, dir: direction, "aria-label": this.#title });
    this.frame.append(this.#launcher, this.#dialog, this.announcer.beside);
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
    this.#launcher.hidden = true;
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

  /** Adds to the launcher's text. */
  badge(text) {
    this.#label.textContent = text ? `${this.#title} (${text})` : this.#title;
  }

  /** Brings an item's beginning into sight, in whichever boxes scroll. */
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

  /** Shows a notice above the form, with a paragraph for each line. An empty one goes away. */
  notify(text) {
    if (this.#notice.dataset.text === text) return;
    if (this.#holdsFocus(this.#notice)) this.#log.focus({ preventScroll: true });
    const lines = text.split("\n").filter((line) => line.trim());
    this.#notice.replaceChildren(...lines.map((line) => make("p", { dir: "auto" }, ...this.#linked(line))));
    this.#notice.dataset.text = text;
    this.#notice.hidden = !text;
  }

  /** Puts a question, with its buttons, in the place of the form; gives the paragraph below its heading. */
  pose(heading, more, ...buttons) {
    const title = make("h3", { tabindex: -1 }, heading);
    const told = make("p", {}, more);
    this.#question.replaceChildren(title, told, make("div", {}, ...buttons));
    this.#question.hidden = false;
    this.#form.form.hidden = true;
    title.focus();
    return told;
  }

  /** Asks whether to do what deletes the conversation; "go back" and Escape don't. */
  confirm(name, act) {
    const back = () => this.settle(this.#options);
    this.pose(
      this.#say(`${name}Ask`), this.#say(`${name}More`),
      button(this.#say(`${name}Yes`), act, { class: "main danger" }), button(this.#say("goBack"), back, { class: "plain" }),
    );
    this.#question.dataset.optional = "";
  }

  /** Puts the form back. */
  settle(focus = this.#form.box) {
    delete this.#question.dataset.optional;
    this.#question.hidden = true;
    this.#form.form.hidden = false;
    this.#form.grow();
    focus.focus();
  }

  #item([name, act]) {
    const chosen = () => {
      this.#toggle();
      this.#options.focus();
      act();
    };
    return make("li", {}, button(this.#say(name), chosen));
  }

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
    const focused = this.#dialog.getRootNode().activeElement;
    this.#dialog.close();
    this.#enter();
    focused?.focus();
    this.#form.grow();
  }

  /** On a phone, the window ends where the keyboard on the screen begins. */
  #measure() {
    const pinched = !visualViewport || visualViewport.scale > 1;
    if (pinched) this.#dialog.style.removeProperty("--viewport");
    else this.#dialog.style.setProperty("--viewport", `${visualViewport.height}px`);
  }

  #closed() {
    if (this.opened || !this.#launcher.hidden) return;
    this.#launcher.hidden = false;
    this.#launcher.focus();
    this.#tell(false);
  }

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

  #holdsFocus(node) {
    return node.contains(node.getRootNode().activeElement);
  }
}

// ---------------------------------------------------------------------------------------------------------------- Chat

const TYPING_AFTER = 400;
const SLOW_AFTER = 5000;

/** Stands between the visitor and the conversation: hands on what the one does, shows and says what comes of the other. */
class Chat {
  #wording;
  #memory;
  #conversation;
  #transcript;
  #composer;
  #panel;
  #announcer;
  #listening = new AbortController();
  #told = new Set();
  #notices = {};
  #unread = 0;
  #waiting = [];
  #ended = null;

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
    const menu = [
      ["save", () => this.#save()],
      ["restart", () => this.#panel.confirm("restart", () => this.#restart())],
      ["end", () => this.#panel.confirm("end", () => this.#end())],
    ];
    const { signal } = this.#listening;
    const opened = (open) => this.#opened(open);
    this.#panel = new Panel(wording, this.#transcript.list, this.#composer, menu, opened, signal);
    this.#announcer = this.#panel.announcer;
    this.#conversation = new Conversation(new Server(server), this.#memory, this);
    addEventListener("offline", () => this.away(), { signal });
    addEventListener("online", () => this.#online(), { signal });
    document.addEventListener("visibilitychange", () => this.#begin(), { signal });
  }

  /** Puts the chat into a root, as this tab left it. */
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

  #opened(open) {
    this.#memory.keep({ open });
    this.#unread = 0;
    if (open && !navigator.onLine) this.away();
    this.#begin();
  }

  #begin() {
    if (this.watched && !this.#ended) this.#conversation.begin();
  }

  #send(text) {
    this.#ask({ text });
    if (this.#panel.roomy) this.#composer.box.focus();
  }

  #ask(content) {
    const message = newMessage(content);
    const item = this.#showAsked(message, this.#memory.unsent.some(({ failed }) => !failed));
    this.#panel.toEnd();
    this.#conversation.add(message);
    return item;
  }

  #rate(reply, helpful) {
    const message = newMessage({ rating: { reply, helpful } });
    this.#transcript.rated(reply, helpful, message.id);
    this.#conversation.add(message);
  }

  #retry(id) {
    for (const key of this.#told) if (key.startsWith(`${id} `)) this.#told.delete(key);
    this.#transcript.last(id);
    this.#conversation.retry(id);
  }

  #save() {
    const when = new Date().toLocaleString(this.#wording.language, { dateStyle: "long", timeStyle: "short" });
    const text = `${this.#wording.say("title")}\n${when}\n\n${this.#transcript}`;
    const href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    make("a", { href, download: this.#wording.say("file") }).click();
    setTimeout(() => URL.revokeObjectURL(href), READING_TIME);
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

  /** Whether somebody may be looking. */
  get watched() {
    return this.#panel.opened && !document.hidden;
  }

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

  answered({ id }, replies) {
    this.#transcript.note(id, "");
    this.#told.delete(id);
    const next = this.#memory.unsent.find(({ rating, failed }) => !rating && !failed);
    const fresh = replies.filter((reply) => !this.#transcript.has(reply));
    const [first] = fresh.map((reply) => this.#transcript.reply(reply, next));
    for (const reply of fresh) this.#announcer.say(this.#spoken(reply));
    if (first) this.#panel.reveal(first);
    if (!this.#panel.opened) this.#count(fresh.length);
  }

  restored(messages) {
    this.#transcript.clear();
    const items = messages.map((message) =>
      message.from === "visitor" ? this.#transcript.asked(message) : this.#transcript.reply(message),
    );
    const last = this.#showUnsent() ?? items.at(-1);
    if (last) this.#panel.reveal(last);
  }

  failed({ id }, name, seconds) {
    const text = this.#wording.say(name, { wait: this.#wording.wait(seconds) });
    this.#told.add(id);
    this.#once(`${id} ${text}`, text);
    const item = this.#transcript.note(id, text, { wrong: true, retry: name !== "busy" });
    if (item) this.#panel.reveal(item);
  }

  expired(message) {
    const text = this.#wording.say("expired");
    this.#transcript.line(text, message);
    this.#announcer.say(text);
  }

  returned({ id, text, button, rating }, sentence) {
    const reason = `${this.#wording.say("notSent")} ${sentence}`;
    this.#transcript.note(id, reason, { wrong: true });
    this.#announcer.say(reason);
    if (!button && !rating && !this.#composer.text) this.#composer.text = text;
  }

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

  left(deleted) {
    const text = this.#wording.say(deleted ? "endedMore" : "endedSoon");
    if (!this.#ended || this.#ended.textContent === text) return;
    this.#ended.textContent = text;
    this.#announcer.say(text);
  }

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

  #wait(id, name) {
    this.#transcript.typing(this.#wording.say(name));
    this.#panel.toEnd();
    this.#once(`${id} ${name}`, this.#wording.say(name));
  }

  #spoken({ text, kind, buttons = [] }) {
    const words = [text.replace(/^[•-] /gm, "")];
    if (kind === "urgent") words.unshift(`${this.#wording.say("urgent")}.`);
    if (buttons.length) words.push(this.#wording.count("choices", buttons.length));
    return words.join("\n");
  }

  #count(more) {
    this.#unread += more;
    if (this.#unread) this.#panel.badge(this.#wording.count("unread", this.#unread));
  }

  /** Shows, and says once, what there is to know about one thing; without texts there's nothing any more. */
  #notify(about, ...texts) {
    const text = texts.join("\n");
    if (text && text !== this.#notices[about]) this.#announcer.say(text);
    this.#notices[about] = text;
    this.#panel.notify(Object.values(this.#notices).filter(Boolean).join("\n"));
  }

  #once(key, text) {
    if (!this.#told.has(key)) this.#announcer.say(text);
    this.#told.add(key);
  }
}

// ------------------------------------------------------------------------------------------------------------- Element

/** The custom element: reads the settings, fetches the site's texts, and puts the chat into its shadow root. */
export class CentreGuide extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  #texts = {};
  #chat = null;

  /** Some of TEXTS, in other words; what is set here wins over the file that `data-texts` names. */
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
    const { colour, language = "en", position, server = new URL(import.meta.url).origin, texts, title } = this.dataset;
    const fetched = texts ? await fetchedTexts(texts) : {};
    if (!this.isConnected) return;
    this.disconnectedCallback();
    const wording = new Wording(language, fetched, title && { title }, this.#texts);
    const side = position ?? (wording.direction === "rtl" ? "left" : "right");
    this.lang = language;
    this.#root.adoptedStyleSheets = [sheet(STYLES), theme(palette(colour))];
    this.#chat = new Chat(wording, server);
    this.#chat.start(this.#root, side);
  }

  /** Takes over texts that the page set before this file had come. */
  #upgrade() {
    if (!Object.hasOwn(this, "texts")) return;
    this.#texts = this.texts;
    delete this.texts;
  }

  disconnectedCallback() {
    this.#chat?.stop();
    this.#chat = null;
  }
}

/** A site's own texts; a file that can't be had leaves ours. */
async function fetchedTexts(address) {
  try {
    return await (await fetch(address)).json();
  } catch {
    console.warn(`centre-guide: no texts at ${address}`);
    return {};
  }
}

function embed() {
  const tag = [...document.scripts].find((script) => script.src === import.meta.url);
  if (!tag || document.querySelector("centre-guide")) return;
  const element = document.createElement("centre-guide");
  Object.assign(element.dataset, tag.dataset);
  document.body.append(element);
}

customElements.define("centre-guide", CentreGuide);
embed();
