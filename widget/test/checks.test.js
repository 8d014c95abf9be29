import assert from "node:assert/strict";
import { test } from "node:test";

import { complaints } from "../src/checks.js";
import { TEXTS } from "../src/texts.js";

const WHOLE = Object.fromEntries(Object.keys(TEXTS).map((name) => [name, name]));

for (const [name, language, texts, page, found] of [
  ["nothing is wrong with our own texts", "en", {}, "en-GB", []],
  ["a page may say no language", "en", {}, "", []],
  ["a misspelt text is named", "en", { welcom: "Hello", Send: "Go" }, "en", [/"welcom", "Send"/]],
  ["a language may have more plurals", "en", { "left.few": "{count}", "unread.zero": "" }, "en", []],
  ["a plural of what has none is misspelt", "en", { "send.few": "Go" }, "en", [/"send.few"/]],
  ["a text is a string", "en", { send: 1 }, "en", [/"send" isn't a string/]],
  ["a whole translation is fine", "cy", WHOLE, "cy-GB", []],
  ["what isn't translated is named", "cy", { ...WHOLE, send: undefined }, "cy", [/"send" isn't a string/]],
  ["nothing translated is told in short", "fr", {}, "fr", [/"fr".*English still: all texts/]],
  ["the page's language is compared", "en", {}, "ur", [/the page is in "ur", the chat in "en"/]],
]) {
  test(name, () => {
    const told = complaints(language, texts, page);
    assert.equal(told.length, found.length, told.join("\n"));
    found.forEach((words, place) => assert.match(told[place], words));
  });
}

test("texts that are missing from a translation are named, and a plural stands for the others", () => {
  const left = Object.entries(WHOLE).filter(([name]) => !["send", "left.one"].includes(name));
  assert.deepEqual(complaints("cy", Object.fromEntries(left), "cy"), [
    'data-language is "cy", but in English still: "send". Put them into the file of data-texts.',
  ]);
});
