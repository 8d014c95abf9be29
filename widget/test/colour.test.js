import assert from "node:assert/strict";
import { test } from "node:test";

import { contrast, INK, palette, WHITE } from "../src/colour.js";

const BLUE = { colour: "#005eb8", text: WHITE, accent: "#005eb8" };

test("contrast is that of WCAG", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#ffffff", "#ffffff"), 1);
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});

test("a dark colour gets white text, and is fit for text on white", () => {
  assert.deepEqual(palette("#003087"), { colour: "#003087", text: WHITE, accent: "#003087" });
});

test("a bright colour gets dark text, and isn't used for text on white", () => {
  assert.deepEqual(palette("#FFB81C"), { colour: "#FFB81C", text: INK, accent: INK });
});

for (const wanted of [undefined, "", "blue", "#05b", "#005eb8;}", "#7d7d7d"]) {
  test(`${wanted} gives way to blue`, () => assert.deepEqual(palette(wanted), BLUE));
}
