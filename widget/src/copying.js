/** @import { Wording } from "./wording.js" */

import { button, make } from "./nodes.js";

/** Milliseconds. */
const READING_TIME = 4000;

/**
 * A button that copies a reply; nothing where the page may not write to the clipboard, as without HTTPS.
 *
 * @param {string} text
 * @param {Wording} wording
 * @param {(text: string) => void} tell
 */
export function copyButton(text, wording, tell) {
  if (!navigator.clipboard) return [];
  const label = make("span", {}, wording.say("copy"));
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text).then(() => true, () => false);
    const told = wording.say(done ? "copied" : "notCopied");
    label.textContent = told;
    tell(told);
    setTimeout(() => (label.textContent = wording.say("copy")), READING_TIME);
  };
  const made = button(label, copy, { class: "copy" });
  made.append(make("span", { class: "unseen" }, wording.say("copyMore")));
  return [made];
}
