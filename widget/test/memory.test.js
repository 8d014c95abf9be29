import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Memory } from "../src/memory.js";
import { storage } from "./storage.js";

beforeEach(() => (globalThis.sessionStorage = storage()));

test("what is kept is there after a reload", () => {
  new Memory("one").keep({ token: "t1", draft: "half a question", unsent: [{ id: "m1", text: "whole" }] });
  const { token, draft, unsent, open } = new Memory("one");
  assert.deepEqual({ token, draft, unsent, open }, {
    token: "t1", draft: "half a question", unsent: [{ id: "m1", text: "whole" }], open: false,
  });
});

test("when a message came is kept", () => {
  const before = Date.now();
  new Memory("one").stamp("m1");
  const { times } = new Memory("one");
  assert.ok(times.m1 >= before && times.m1 <= Date.now());
});

test("each server has a memory of its own", () => {
  new Memory("one").keep({ token: "t1" });
  assert.equal(new Memory("other").token, null);
});

test("what can't be read is forgotten", () => {
  sessionStorage.setItem("one", "{half");
  assert.deepEqual(new Memory("one").unsent, []);
});

test("without storage it lasts as long as the page", () => {
  sessionStorage.setItem = () => {
    throw new Error("QuotaExceededError");
  };
  const memory = new Memory("one");
  memory.keep({ draft: "kept" });
  assert.equal(memory.draft, "kept");
});
