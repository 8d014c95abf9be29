import assert from "node:assert/strict";
import { test } from "node:test";

import { slipped, Suggestions } from "../src/suggestions.js";

const OFFERS = [
  { question: "Where is the heart unit?", words: "cardiology hospital" },
  { question: "What does the heart unit offer?", words: "cardiology hospital" },
  { question: "How big is the heart unit?", words: "cardiology hospital large" },
  { question: "Do you treat children's hearts?", words: "kids paediatric cardiology" },
  { question: "Do you treat cancer?", words: "oncology tumour" },
  { question: "Is there a children’s cancer ward?", words: "kids oncology hospital" },
  { question: "Do you transplant livers?", words: "organ donor hospital" },
  { question: "Which trust is this?", words: "hospital" },
  { question: "What does research mean for patients?", words: "hospital" },
];
const suggestions = new Suggestions(OFFERS);
const [WHERE, , BIG, HEARTS, CANCER, WARD, LIVERS, , RESEARCH] = OFFERS.map(({ question }) => question);

for (const [typed, found] of Object.entries({
  live: [LIVERS],
  "LIVERS!": [LIVERS],
  lviers: [LIVERS],
  "childrens heart": [HEARTS, WARD],
  kids: [HEARTS, WARD],
  tumor: [CANCER],
  "where is the heart": [WHERE, BIG],
  "research for my mother": [RESEARCH],
  "childrens cancer": [WARD],
  large: [BIG],
})) {
  test(`"${typed}" finds what it may mean`, () => assert.deepEqual(suggestions.find(typed), found));
}

test("words of the question come before what people also call it", () => {
  const found = new Suggestions([{ question: "Also", words: "spine" }, { question: "Spine", words: "" }, ...OFFERS]).find("spine");
  assert.deepEqual(found, ["Spine", "Also"]);
});

test("five at most, in the order of the list where they fit alike", () => {
  const many = Array.from({ length: 40 }, (_, place) => ({ question: `Part ${place} of ${place % 4 ? "a" : "gold"}`, words: "" }));
  assert.deepEqual(new Suggestions(many).find("gold"), [0, 4, 8, 12, 16].map((place) => `Part ${place} of gold`));
});

for (const typed of ["", "?", "hospital", "the", "parking", "xyzzy"]) {
  test(`"${typed}" tells nothing`, () => assert.deepEqual(suggestions.find(typed), []));
}

test("nothing is found where nothing is offered", () => assert.deepEqual(new Suggestions([]).find("heart"), []));

for (const [typed, word, is] of [
  ["canser", "cancer", true],
  ["cacner", "cancer", true],
  ["caancer", "cancer", true],
  ["cncer", "cancer", true],
  ["canc", "cancer", true],
  ["fanc", "cancer", true],
  ["cancers", "cancer", true],
  ["cnsaer", "cancer", false],
  ["dancing", "cancer", false],
]) {
  test(`"${typed}" is ${is ? "" : "not "}"${word}" but for a slip`, () => assert.equal(slipped(typed, word), is));
}
