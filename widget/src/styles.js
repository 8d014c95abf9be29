/** @import { Palette } from "./colour.js" */

import { INK, WHITE } from "./colour.js";

/** Where the window takes the whole screen. */
export const NARROW = "(max-width: 40em), (max-height: 30em)";

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

/**
 * The style sheets of a widget in the site's colours: sheets, for a `style` attribute would need a weaker policy.
 *
 * @param {Palette} palette
 */
export function styles({ colour, text, accent }) {
  return [sheet(STYLES), sheet(`:host { --colour: ${colour}; --text: ${text}; --accent: ${accent}; }`)];
}

/** @param {string} rules */
function sheet(rules) {
  const made = new CSSStyleSheet();
  made.replaceSync(rules);
  return made;
}
