import assert from "node:assert/strict";
import { test } from "node:test";

import { spoken } from "../src/speech.js";
import { Wording } from "../src/wording.js";

const wording = new Wording("en");
const reply = { id: "r1", text: "We treat:\n- the heart\n• the lungs", kind: "answer", buttons: [] };

test("bullets aren't read out", () => assert.equal(spoken(reply, wording), "We treat:\nthe heart\nthe lungs"));

test("how many choices there are is said last", () => {
  const buttons = [{ id: "b1", title: "Where?" }];
  assert.equal(spoken({ ...reply, text: "Yes.", buttons }, wording), "Yes.\n1 choice.");
});

test("what is urgent is said to be so first", () => {
  const said = spoken({ ...reply, text: "Call 999 now.", kind: "urgent" }, wording);
  assert.equal(said, "Important: get help now.\nCall 999 now.");
});
