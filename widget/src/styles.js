/** @import { Palette } from "./colour.js" */

import { INK, WHITE } from "./colour.js";

/** Where the window takes the whole screen. */
export const NARROW = "(max-width: 40em), (max-height: 30em)";

/** Takes away from the screen, not from screen readers. */
const UNSEEN = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);";

/**
 * Sizes go by the reader's own text size, `medium`, whatever the page makes of it: nothing of the page's gets past the section.
 * How the window is laid out depends on its own size, not on the screen's.
 */
const STYLES = `
:host { all: initial; display: block; }
section {
  --ink: ${INK}; --paper: ${WHITE}; --page: #f0f4f5; --muted: #4c6272; --line: #d8dde0; --edge: #4c6272; --wrong: #d5281b;
  --radius: var(--centre-guide-radius, 4px);
}
@media screen and (prefers-color-scheme: dark) {
  section {
    --ink: #f0f4f5; --paper: ${INK}; --page: #10171c; --muted: #b8c2c9; --line: #4c6272; --edge: #98a5ae; --wrong: #ff9c8f;
  }
}
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
section {
  all: initial; display: block; color: var(--ink); color-scheme: light dark; overflow-wrap: anywhere;
  font: medium/1.5 var(--centre-guide-font, "Frutiger W01", Frutiger, Arial, sans-serif);
}
h2, h3, p, ol, ul { margin: 0; padding: 0; font: inherit; }
h2, h3, label, strong { font-weight: 600; }
ol, ul[role] { list-style: none; }

button {
  min-width: 44px; min-height: 44px; padding: 8px 12px; border: 2px solid transparent; border-radius: var(--radius);
  background: none; color: inherit; font: inherit; line-height: 1.25; text-align: start; cursor: pointer;
}
button:active { transform: translateY(2px); }
a { color: var(--accent); padding: 14px 10px; margin-inline: -10px; background-clip: content-box; }
[href^="tel:"] { white-space: nowrap; }
:focus { outline: 4px solid transparent; }

.unseen { ${UNSEEN} white-space: pre-line; }
.muted { color: var(--muted); }

.launcher {
  position: fixed; z-index: 2147483000; right: 24px; bottom: 24px; display: flex; align-items: center; gap: 8px;
  max-width: calc(100vw - 48px); padding: 12px 24px; border-radius: 32px; font-weight: 600;
  background: var(--colour); color: var(--text); box-shadow: 0 2px 8px #0006;
}
.launcher:hover { text-decoration: underline; text-underline-offset: 4px; }
.launcher svg { width: 24px; height: 24px; flex: none; fill: currentColor; }
.left .launcher { right: auto; left: 24px; }

.window {
  flex-direction: column; container-type: size; margin: 0; padding: 0; overflow-y: auto; scroll-padding-block: 5em 6em;
  border: 1px solid var(--edge); border-radius: var(--radius); background: var(--page); color: inherit;
}
.window > * { flex: none; }
div.window { display: flex; position: relative; height: var(--centre-guide-height, 36em); max-height: 100vh; }
dialog {
  position: fixed; z-index: 2147483000; inset: auto 24px 16px auto;
  width: 25em; max-width: none; height: min(52em, 100vh - 32px); max-height: none; box-shadow: 0 4px 24px #0005;
}
.left dialog { inset: auto auto 16px 24px; }
dialog[open] { display: flex; }

.top { position: sticky; z-index: 1; top: 0; }
header {
  position: relative; z-index: 1; display: flex; flex-wrap: wrap; align-items: center;
  background: var(--colour); color: var(--text);
}
h2 { flex: 1; padding: 4px 16px; }
:host([data-branded]) h2::before {
  content: ""; display: inline-block; width: 2em; height: 2em; margin-inline-end: 8px; vertical-align: middle;
  background: var(--centre-guide-logo) center / contain no-repeat;
}
header > button { padding: 8px; text-decoration: underline; text-underline-offset: 4px; }
header > :last-child { margin-inline-end: 4px; }
header > button:hover { text-decoration-thickness: 3px; }
.safety {
  order: 1; flex: 1 0 100%; padding: 6px 16px; border-bottom: 1px solid var(--line);
  background: var(--paper); color: var(--ink);
}
.menu {
  position: absolute; top: 100%; inset-inline: 0; max-height: calc(100cqh - 100% - 8px); overflow-y: auto;
  background: var(--paper); border-bottom: 1px solid var(--edge); box-shadow: 0 8px 16px #0003;
}
.menu button { width: 100%; padding: 8px 16px; color: var(--accent); text-decoration: underline; }
.menu li + li { border-top: 1px solid var(--line); }

.folded :is(.whole, .starters), .window:not(.folded) .short { display: none; }

.alarm { border: 2px solid #d5281b; background: var(--paper); }
.alarm-head { display: flex; align-items: center; padding-inline: 14px 4px; background: #d5281b; color: ${WHITE}; }
.alarm h3 { flex: 1; font-size: 1.25em; }
.alarm button { padding: 8px; text-decoration: underline; text-underline-offset: 4px; }
.calls { display: flex; flex-wrap: wrap; gap: 8px; padding: 10px 14px; }
.call {
  flex: 1 0 auto; margin: 0; padding: 10px 14px; border: 2px solid var(--ink); border-radius: var(--radius); background-clip: border-box;
  color: var(--ink); font-size: 1.125em; font-weight: 600; text-align: center; text-decoration: none;
}
.call:first-child { border-color: #d5281b; background-color: #d5281b; color: ${WHITE}; }
.call:hover { text-decoration: underline; text-underline-offset: 4px; }
.number { display: none; }

.log {
  position: relative; flex: 1 1 0; min-height: 6em; padding: 12px 16px;
  overflow-y: auto; scroll-padding: 12px; overscroll-behavior: contain;
}
.messages { display: grid; gap: 12px; }
.messages > li { justify-self: start; max-width: 100%; }
.who { display: flex; gap: 8px; margin-bottom: 2px; }
.who h3 { font-weight: 400; }
.said { padding: 8px 12px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); }
.said > * + * { margin-top: 8px; }
.said ul { padding-inline-start: 20px; list-style: disc; }
.said li + li { margin-top: 4px; }
.said p { white-space: pre-line; }
.messages > .visitor { justify-self: end; max-width: 90%; }
.visitor .who { justify-content: end; }
.visitor .said {
  width: fit-content; margin-inline-start: auto; border-color: var(--colour);
  background: var(--colour); color: var(--text);
}
.visitor .note { text-align: end; }
.urgent .said { border: 2px solid #d5281b; }
.urgent strong { display: block; margin: -8px -12px 0; padding: 6px 12px; background: #d5281b; color: ${WHITE}; }
.aside { padding-inline-start: 16px; border-inline-start: 4px solid var(--edge); }
.note { margin-top: 4px; }
.note.wrong { color: var(--wrong); font-weight: 600; }
.note button { margin-block: -10px; padding: 8px; color: var(--accent); text-decoration: underline; font-weight: 400; }
.starters { margin-top: 16px; }
[hidden] + .starters { display: none; }
:is(.choices, .starters ul) { display: grid; gap: 4px; margin-top: 8px; justify-items: start; }
:is(.choices, .starters) button { border-color: var(--accent); background: var(--paper); color: var(--accent); }
:is(.choices, .starters) button:hover, .rating button:hover { background: var(--line); color: var(--ink); }
.under, .rating { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
.under { margin-top: 4px; }
.rated:not(:last-child) { flex: 1 0 100%; }
.copy { padding: 8px; color: var(--accent); text-decoration: underline; text-underline-offset: 4px; }
.copy:first-child { margin-inline-start: -8px; }
.newest {
  position: relative; align-self: end; margin: -52px 16px 8px; border-color: var(--accent); border-radius: 50%;
  background: var(--paper); color: var(--accent); font-size: 1.25em; text-align: center; box-shadow: 0 2px 8px #0006;
}
.rating button { border-color: var(--edge); background: var(--paper); text-align: center; }

.typing { display: flex; align-items: center; gap: 8px; }
.typing::before { content: ""; width: 12px; height: 12px; border: 2px solid; border-radius: 50%; background: currentColor; }

.notice, .ask, form { padding: 8px 16px; border-top: 1px solid var(--line); background: var(--paper); }
.notice { flex: 0 1 auto; min-height: 3em; max-height: 25cqh; overflow-y: auto; border-inline-start: 8px solid var(--edge); }
.notice > * + * { margin-top: 8px; }
.ask > * + * { margin-top: 8px; }
.ask div { display: flex; flex-wrap: wrap; gap: 8px 16px; }
form { position: sticky; bottom: 0; padding-bottom: 12px; }
.told { display: flex; flex-wrap: wrap; gap: 0 8px; }
.window:not(.folded) .hint { flex: 1 0 100%; }
.row { display: flex; align-items: flex-end; gap: 8px; margin-top: 4px; }
textarea {
  flex: 1; min-width: 0; min-height: 48px; max-height: min(148px, 30cqh); padding: 8px; border: 2px solid var(--edge);
  border-radius: var(--radius); background: var(--paper); color: inherit; font: inherit; resize: none;
}
textarea:focus {
  outline-color: #ffeb3b; outline-offset: 0; border-color: var(--ink); box-shadow: inset 0 0 0 2px var(--ink);
}
textarea[aria-invalid="true"]:not(:focus) { border-color: var(--wrong); }
.suggestions {
  position: absolute; z-index: 1; inset: auto 0 100%; overflow-y: auto; list-style: none;
  border-block: 1px solid var(--edge); background: var(--paper); box-shadow: 0 -8px 16px #0003;
}
.suggestions li { min-height: 44px; padding: 10px 16px; cursor: pointer; }
.suggestions li + li { border-top: 1px solid var(--line); }
.suggestions li:hover { background: var(--line); }
.suggestions [aria-selected="true"], .suggestions [aria-selected="true"]:hover {
  background: #ffeb3b; color: ${INK}; box-shadow: inset 0 -4px ${INK};
}
.error { color: var(--wrong); font-weight: 600; }
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
  dialog.window, .left dialog {
    inset: 0; width: 100%; height: var(--viewport, 100dvh); border: 0; border-radius: 0; box-shadow: none;
  }
  .launcher { right: 16px; bottom: 16px; }
  .left .launcher { left: 16px; }
}
@media (max-height: 30em) {
  .launcher:not(.tells) { padding: 10px; }
  .launcher:not(.tells) span { ${UNSEEN} }
}
/* So much is magnified that a corner of the screen is a good part of it: the launcher stands at the page's end. */
@media (max-height: 20em) {
  section .launcher { position: static; margin: 16px; padding: 12px 24px; }
  section .launcher span { position: static; width: auto; height: auto; clip-path: none; }
}
@container (max-height: 30em) {
  .whole { display: none; }
  .window:not(.folded) .short { display: inline; }
  .window:not(.folded) .hint { flex: none; }
  .safety { padding-block: 2px; }
  .log { min-height: 3em; }
  form { padding-block: 4px 8px; }
}
@container (min-width: 36em) and (max-height: 30em), (max-height: 15em) {
  header { flex-wrap: nowrap; }
  header a { color: inherit; }
  .safety { order: 0; flex: none; border: 0; background: none; color: inherit; }
}
@container (max-height: 24em) {
  .alarm { display: flex; align-items: center; border-width: 4px 0; }
  .alarm-head { order: 1; padding: 0; background: none; color: inherit; }
  .alarm h3 { ${UNSEEN} }
  .calls { flex: 1; flex-wrap: nowrap; gap: 4px; padding: 2px 8px; }
  .call { padding: 8px; font-size: 1em; }
}
@container (max-width: 36em) and (max-height: 24em) {
  .words { ${UNSEEN} }
  .number { display: inline; }
}
@container (max-height: 20em) {
  .newest { display: none; }
  .notice { flex: none; max-height: none; }
  .hint { ${UNSEEN} }
}
@container (min-height: 15em) and (max-height: 20em) {
  .top:has(> .alarm:not([hidden])) .safety { display: none; }
}
@container (max-height: 15em) {
  .log, .ask, form { order: 1; }
  .told { ${UNSEEN} }
}
@container (max-width: 36em) and (max-height: 15em) {
  h2 { ${UNSEEN} }
  .safety { flex: 1; line-height: 1.25; }
  .safety a { padding-block: 0; }
}
@media (forced-colors: active) {
  .launcher, .window, button { border: 2px solid; }
  .suggestions [aria-selected="true"] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  :focus-visible { outline-color: Highlight; }
  .launcher svg { fill: ButtonText; }
  .typing::before { background: CanvasText; }
}
@media print {
  section, button, .alarm, .choices, .starters, .under, .typing, .notice, .ask, form { display: none !important; }
  :host([data-printing]) section { display: block !important; }
  dialog[open], div.window {
    position: absolute; inset: 0 0 auto; display: block; container-type: normal; width: auto; height: auto; overflow: visible;
    border: 0; box-shadow: none;
  }
  .log { overflow: visible; }
  .source a::after { content: " (" attr(href) ")"; }
  .messages { display: block; }
  .messages > li { max-width: none; margin-bottom: 16px; break-inside: avoid; }
  .said, .said strong, header { background: none !important; color: inherit !important; }
}
`;

/**
 * The style sheets of a widget in the site's colours: sheets, for a `style` attribute would need a weaker policy.
 *
 * @param {Palette} palette
 */
export function styles({ colour, text, accent, lit }) {
  const light = `section { --colour: ${colour}; --text: ${text}; --accent: ${accent}; }`;
  const dark = `@media screen and (prefers-color-scheme: dark) { section { --accent: ${lit}; } }`;
  return [sheet(STYLES), sheet(light + dark)];
}

/** @param {string} rules */
export function sheet(rules) {
  const made = new CSSStyleSheet();
  made.replaceSync(rules);
  return made;
}
