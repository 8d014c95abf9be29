import assert from "node:assert/strict";
import { test } from "node:test";

import { seconds, Server, Trouble } from "../src/server.js";

/** A server whose next answer is given; `asked` gets what it was asked. */
function serving(body, { status = 200, headers = {} } = {}, asked = []) {
  globalThis.fetch = async (address, request) => {
    asked.push({ address, ...request });
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
  };
  return new Server("https://bot.example/");
}

function kind(name, more = {}) {
  return (error) => error instanceof Trouble && assert.deepEqual({ ...error }, { sentence: "", seconds: 10, request: "", ...more, kind: name }) === undefined;
}

test("a message is sent with the token and as the contract has it", async () => {
  const asked = [];
  const server = serving({ replies: [] }, {}, asked);
  await server.send("t1", { id: "m1", text: "Where?" });
  await server.send("t1", { id: "m2", text: "Where?", button: "b1" });
  await server.send("t1", { id: "m3", text: "", rating: { reply: "r1", helpful: true } });
  assert.equal(asked[0].address, "https://bot.example/webhooks/website/messages");
  assert.equal(asked[0].headers.Authorization, "Bearer t1");
  assert.deepEqual(asked.map(({ body }) => JSON.parse(body)), [
    { id: "m1", text: "Where?" }, { id: "m2", button: "b1" }, { id: "m3", rating: { reply: "r1", helpful: true } },
  ]);
});

for (const [status, name] of [[400, "refused"], [401, "expired"], [409, "refused"], [500, "broken"], [502, "away"]]) {
  test(`${status} is ${name}, and its sentence is handed on`, async () => {
    const server = serving({ error: "Sorry.", request: "r-1" }, { status });
    await assert.rejects(server.history("t1"), kind(name, { sentence: "Sorry.", request: "r-1" }));
  });
}

test("a switched-off bot is told from a server that is away", async () => {
  await assert.rejects(serving({ error: "Closed.", off: true }, { status: 503 }).start(), kind("off", { sentence: "Closed." }));
  await assert.rejects(serving("", { status: 503 }).start(), kind("away"));
  await assert.rejects(serving({}, { status: 503, headers: { "Retry-After": "7" } }).start(), kind("busy", { seconds: 7 }));
});

test("a busy server says when to come again", async () => {
  const server = serving({ error: "Slowly." }, { status: 429, headers: { "Retry-After": "7" } });
  await assert.rejects(server.start(), kind("busy", { sentence: "Slowly.", seconds: 7 }));
});

test("an answer that isn't the contract's is a fault", async () => {
  for (const body of ["<h1>Please log in</h1>", {}, { token: null }, "null"]) {
    await assert.rejects(serving(body).start(), kind("broken", { seconds: 0 }));
  }
});

test("what is given up says so, and a lost connection is told from it", async () => {
  const server = serving({});
  globalThis.fetch = (_, { signal }) => new Promise((_, lose) => signal.addEventListener("abort", lose));
  const starting = server.start();
  server.cancel();
  await assert.rejects(starting, kind("cancelled", { seconds: 0 }));
  globalThis.fetch = async () => {
    throw new TypeError("Failed to fetch");
  };
  await assert.rejects(server.start(), kind("away", { seconds: 0 }));
});

test("the wait is at least a second and at most an hour, from a number or a date", () => {
  assert.equal(seconds(null), 10);
  assert.equal(seconds("soon"), 10);
  assert.equal(seconds("-5"), 1);
  assert.equal(seconds("86400"), 3600);
  assert.equal(seconds(new Date(Date.now() - 60_000).toUTCString()), 1);
});
