import assert from "node:assert/strict";
import { test } from "node:test";

import { contrast, INK, palette, WHITE } from "../src/colour.js";

const BLUE = { colour: "#005eb8", text: WHITE, accent: "#005eb8", lit: palette("#005eb8").lit };

test("contrast is that of WCAG", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#ffffff", "#ffffff"), 1);
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});

test("a dark colour gets white text, and is fit for text on white", () => {
  assert.deepEqual(palette("#003087"), { colour: "#003087", text: WHITE, accent: "#003087", lit: "#8098c3" });
});

for (const colour of ["#000000", "#005eb8", "#330072", "#78be20", "#ffb81c", "#ffffff"]) {
  test(`${colour} can be read on dark, too, as it is or lightened no more than it has to be`, () => {
    const { lit } = palette(colour);
    assert.ok(contrast(lit, INK) >= 4.5);
    assert.ok(lit === colour || contrast(lit, INK) < 6.5, lit);
  });
}

test("a bright colour gets dark text, and isn't used for text on white", () => {
  assert.deepEqual(palette("#FFB81C"), { colour: "#FFB81C", text: INK, accent: INK, lit: "#FFB81C" });
});

for (const wanted of [undefined, "", "blue", "#05b", "#005eb8;}", "#7d7d7d"]) {
  test(`${wanted} gives way to blue`, () => assert.deepEqual(palette(wanted), BLUE));
}
