import assert from "node:assert/strict";
import { test } from "node:test";

import { regional, Wording } from "../src/wording.js";

test("a later layer's text is said, and the others stay ours", () => {
  const wording = new Wording("en", { send: "Ask", close: "Shut" }, { send: "Go" });
  assert.equal(wording.say("send"), "Go");
  assert.equal(wording.say("close"), "Shut");
  assert.equal(wording.say("options"), "Options");
});

test("blanks are filled, and one without a value stays", () => {
  const wording = new Wording("en", { busy: "Later: {wait}, {who}" });
  assert.equal(wording.say("busy", { wait: "in a minute" }), "Later: in a minute, {who}");
});

test("a count has the plural form of the language, or the last where that has no text", () => {
  const wording = new Wording("pl", { "choices.few": "{count} wybory" });
  assert.equal(wording.count("choices", 1), "1 choice.");
  assert.equal(wording.count("choices", 3), "3 wybory");
  assert.equal(wording.count("choices", 5), "5 choices.");
});

test("a long wait is said in whole minutes that are not too short", () => {
  const wording = new Wording("en");
  assert.equal(wording.wait(1), "in 1 second");
  assert.equal(wording.wait(89), "in 89 seconds");
  assert.equal(wording.wait(91), "in 2 minutes");
});

for (const [language, direction] of [["en", "ltr"], ["ar-EG", "rtl"], ["ur", "rtl"], ["ku", "ltr"], ["ku-Arab", "rtl"]]) {
  test(`${language} is written ${direction}`, () => assert.equal(new Wording(language).direction, direction));
}

for (const [language, page, expected] of [
  ["en", "", "en-GB"], ["en", "en", "en-GB"], ["en", "en-US", "en-US"], ["en", "fr-FR", "en-GB"], ["en-AU", "en-GB", "en-AU"],
  ["cy", "en-GB", "cy"], ["cy", "cy-GB", "cy-GB"], ["zh-Hant", "", "zh-Hant"], ["not a tag", "en", "en-GB"], ["en", "??", "en-GB"],
]) {
  test(`dates in ${language} on a page in ${page || "no language"} are those of ${expected}`, () => {
    assert.equal(regional(language, page), expected);
  });
}

test("the time has the day unless that is today", () => {
  const wording = new Wording("en-GB");
  assert.match(wording.time(Date.now()), /^\d\d:\d\d$/);
  assert.match(wording.time(Date.now() - 24 * 60 * 60 * 1000), /^[A-Z][a-z]{2} \d\d:\d\d$/);
});
