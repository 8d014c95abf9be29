import assert from "node:assert/strict";
import { test } from "node:test";

import { blocks, numbers, pieces } from "../src/prose.js";

test("paragraphs and lists are told apart, also without a blank line between them", () => {
  const text = "We treat:\n- the heart\n- the lungs\nAsk us.\nAny time.\n\nSource: our page.";
  assert.deepEqual(blocks(text), ["We treat:", ["the heart", "the lungs"], "Ask us.\nAny time.", "Source: our page."]);
});

test("a list that blank lines part is one", () => {
  assert.deepEqual(blocks("• one\n\n• two"), [["one", "two"]]);
});

test("a dash inside a line makes no list", () => {
  assert.deepEqual(blocks("Nine - five\nand -no space"), ["Nine - five\nand -no space"]);
});

test("nothing gives no block", () => assert.deepEqual(blocks(" \n\n "), []));

test("a link ends before the sentence's own punctuation", () => {
  const text = "See https://www.nhs.uk/conditions/. (Or https://111.nhs.uk)";
  assert.deepEqual(pieces(text, false), [
    { text: "See " },
    { text: "https://www.nhs.uk/conditions/", href: "https://www.nhs.uk/conditions/" },
    { text: ". (Or " },
    { text: "https://111.nhs.uk", href: "https://111.nhs.uk" },
    { text: ")" },
  ]);
});

test("only https leads anywhere", () => {
  for (const text of ["http://nhs.uk", "javascript:alert(1)", "https://", "https://["]) {
    assert.deepEqual(pieces(text, true).filter(({ href }) => href), [], text);
  }
});

test("the numbers for help are links where they are meant", () => {
  const dialled = pieces("Call 999, 111 or 116 123.", true).flatMap(({ href }) => href ?? []);
  assert.deepEqual(dialled, ["tel:999", "tel:111", "tel:116123"]);
  assert.deepEqual(pieces("Call 999.", false), [{ text: "Call 999." }]);
});

test("a number that is part of something else is not", () => {
  for (const text of ["0999 111999", "£1.999", "111.nhs.uk", "room-111", "1119", "999-bed"]) {
    assert.deepEqual(pieces(text, true), [{ text }], text);
  }
});

test("a number that a text names more than once is named once", () => {
  const named = [{ text: "999", href: "tel:999" }, { text: "116 123", href: "tel:116123" }];
  assert.deepEqual(numbers("Call 999. See https://111.nhs.uk, or call 116 123, or 999."), named);
});
