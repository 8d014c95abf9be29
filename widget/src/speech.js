/**
 * @import { Reply } from "./contract.js"
 * @import { Wording } from "./wording.js"
 */

/**
 * A reply as it is said to who can't see it: without bullets, and with how many choices it leaves.
 *
 * @param {Reply} reply
 * @param {Wording} wording
 */
export function spoken({ text, source, kind, buttons = [] }, wording) {
  const words = [text.replace(/^[•-] /gm, "")];
  if (source) words.push(`\n${source.text}`);
  if (kind === "urgent") words.unshift(`${wording.say("urgent")}.`);
  if (buttons.length) words.push(wording.count("choices", buttons.length));
  return words.join("\n");
}
