import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { newMessage } from "../src/contract.js";
import { Conversation } from "../src/conversation.js";
import { Memory } from "../src/memory.js";
import { Trouble } from "../src/server.js";
import { storage } from "./storage.js";

const REPLY = { id: "r1", text: "On the third floor.", kind: "answer", buttons: [] };

beforeEach(() => (globalThis.sessionStorage = storage()));

/** A server that does what it is told to: each answer is a value, or a Trouble that it throws. */
class FakeServer {
  calls = [];
  answers = { start: [], history: [], send: [], end: [] };

  start() {
    return this.#answer("start", [], { token: "t1" });
  }

  history(token) {
    return this.#answer("history", [token], { messages: [] });
  }

  send(token, { id }) {
    return this.#answer("send", [token, id], { replies: [REPLY] });
  }

  end(token) {
    return this.#answer("end", [token], null);
  }

  cancel() {
    this.calls.push(["cancel"]);
  }

  async #answer(name, details, otherwise) {
    this.calls.push([name, ...details]);
    const answer = this.answers[name].shift() ?? otherwise;
    if (answer instanceof Trouble) throw answer;
    return answer;
  }

  sent() {
    return this.calls.filter(([name]) => name === "send").map(([, token, id]) => `${token} ${id}`);
  }
}

/** A view that only listens. */
function listener(heard) {
  const names = [
    "sending", "settled", "answered", "restored", "failed", "expired", "returned", "off", "on", "away", "recovered", "left",
  ];
  const listen = (name) => (...details) => heard.push([name, ...details]);
  return { watched: true, ...Object.fromEntries(names.map((name) => [name, listen(name)])) };
}

function talk({ server = new FakeServer(), memory = new Memory("one") } = {}) {
  const heard = [];
  const conversation = new Conversation(server, memory, listener(heard));
  const told = (name) => heard.filter(([one]) => one === name).map(([, ...details]) => details);
  return { conversation, server, memory, told };
}

const settled = () => new Promise((done) => setImmediate(done));

test("nothing is asked of the server before somebody opens the chat", async () => {
  const { server } = talk();
  await settled();
  assert.deepEqual(server.calls, []);
});

test("a message gets a session, and its replies are told once", async () => {
  const { conversation, server, memory, told } = talk();
  const message = newMessage({ text: "Where?" });
  conversation.add(message);
  await settled();
  assert.deepEqual(server.calls, [["start"], ["send", "t1", message.id]]);
  assert.deepEqual(told("answered"), [[message, [REPLY]]]);
  assert.deepEqual(memory.unsent, []);
});

test("messages are sent in order, each once the one before is answered", async () => {
  const { conversation, server } = talk();
  const messages = ["one", "two", "three"].map((text) => newMessage({ text }));
  for (const message of messages) conversation.add(message);
  await settled();
  assert.deepEqual(server.sent(), messages.map(({ id }) => `t1 ${id}`));
});

test("what was cut off is sent again with the same id", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { conversation, server, told } = talk();
  server.answers.send = [new Trouble("away")];
  const message = newMessage({ text: "Where?" });
  conversation.add(message);
  await settled();
  assert.deepEqual(told("failed"), [[message, "notSent", 0, ""]]);
  context.mock.timers.tick(1300);
  await settled();
  assert.deepEqual(server.sent(), [`t1 ${message.id}`, `t1 ${message.id}`]);
  assert.equal(told("answered").length, 1);
});

test("an error of the server's own is given up after some tries, and sent again when asked", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { conversation, server, memory } = talk();
  server.answers.send = Array.from({ length: 4 }, () => new Trouble("broken"));
  const message = newMessage({ text: "Where?" });
  conversation.add(message);
  for (let tries = 0; tries < 8; tries += 1) {
    await settled();
    context.mock.timers.tick(40_000);
  }
  assert.equal(server.sent().length, 4);
  assert.equal(memory.unsent[0].failed, true);
  conversation.retry(message.id);
  await settled();
  assert.equal(server.sent().length, 5);
  assert.deepEqual(memory.unsent, []);
});

test("a busy server isn't asked before its time", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const { conversation, server, told } = talk();
  server.answers.start = [new Trouble("busy", "", 20)];
  conversation.add(newMessage({ text: "one" }));
  await settled();
  conversation.add(newMessage({ text: "two" }));
  await settled();
  assert.equal(server.calls.length, 1);
  assert.deepEqual(told("failed").map(([, name, wait]) => [name, wait]), [["busy", 20], ["busy", 20]]);
  context.mock.timers.tick(25_000);
  await settled();
  assert.equal(server.sent().length, 2);
});

test("a refused message is handed back, and the next goes on", async () => {
  const { conversation, server, told } = talk();
  server.answers.send = [new Trouble("refused", "Too long.")];
  const [first, second] = [newMessage({ text: "one" }), newMessage({ text: "two" })];
  conversation.add(first);
  conversation.add(second);
  await settled();
  assert.deepEqual(told("returned"), [[first, "Too long."]]);
  assert.deepEqual(told("answered").map(([message]) => message), [second]);
});

test("in a new session a button is asked as a question, and a rating of the old one is dropped", async () => {
  const { conversation, server, memory, told } = talk();
  conversation.add(newMessage({ text: "one" }));
  await settled();
  server.answers.start = [{ token: "t2" }];
  server.answers.send = [new Trouble("expired")];
  const pressed = newMessage({ text: "What else?", button: "b1" });
  conversation.add(pressed);
  conversation.add(newMessage({ rating: { reply: "r1", helpful: false } }));
  await settled();
  assert.deepEqual(told("expired").map(([next]) => next.button), [undefined]);
  assert.deepEqual(server.sent().slice(1), [`t1 ${pressed.id}`, `t2 ${pressed.id}`]);
  assert.equal(memory.token, "t2");
});

test("a reload restores what was said before it sends what wasn't sent", async () => {
  const memory = new Memory("one");
  memory.keep({ token: "t1", unsent: [{ id: "m1", text: "Where?", failed: true }] });
  const { conversation, server, told } = talk({ memory });
  server.answers.history = [{ messages: [{ from: "visitor", id: "m0", text: "Hello" }] }];
  conversation.begin();
  await settled();
  assert.deepEqual(server.calls.slice(0, 2), [["history", "t1"], ["send", "t1", "m1"]]);
  assert.equal(told("restored").length, 1);
});

test("what the switched-off bot didn't take waits for the visitor", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { conversation, server, memory, told } = talk();
  server.answers.send = [new Trouble("off", "We're closed.")];
  const message = newMessage({ text: "Where?" });
  conversation.add(message);
  await settled();
  conversation.stop();
  assert.deepEqual(told("off"), [["We're closed."]]);
  assert.deepEqual(told("failed"), [[message, "closed", 0]]);
  assert.equal(memory.unsent[0].failed, "closed");
  const again = talk({ memory: new Memory("one"), server });
  again.conversation.begin();
  await settled();
  again.conversation.stop();
  assert.equal(server.sent().length, 1);
});

test("ending deletes the conversation on the server, and tries until it's done", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { conversation, server, memory, told } = talk();
  conversation.begin();
  await settled();
  server.answers.end = [new Trouble("away")];
  conversation.end();
  await settled();
  assert.equal(memory.token, null);
  assert.deepEqual(memory.leaving, ["t1"]);
  context.mock.timers.tick(1300);
  await settled();
  assert.deepEqual(told("left"), [[false], [true]]);
  assert.deepEqual(memory.leaving, []);
});

test("a message's id is a UUID of its own", () => {
  const ids = Array.from({ length: 50 }, () => newMessage({ text: "" }).id);
  assert.equal(new Set(ids).size, 50);
  for (const id of ids) assert.match(id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
