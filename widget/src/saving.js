/** @import { Wording } from "./wording.js" */

import { make } from "./nodes.js";

/** Milliseconds that a browser has to begin to read the file. */
const READING_TIME = 10_000;

/**
 * Hands the visitor the conversation as a file.
 *
 * @param {string} conversation
 * @param {Wording} wording
 */
export function save(conversation, wording) {
  const when = new Date().toLocaleString(wording.language, { dateStyle: "long", timeStyle: "short" });
  const text = `${wording.say("title")}\n${when}\n\n${conversation}`;
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  make("a", { href, download: wording.say("file") }).click();
  setTimeout(() => URL.revokeObjectURL(href), READING_TIME);
}
