/**
 * Talks to the chat in Firefox, by WebDriver BiDi: a conversation, the suggestions, and the chat as a part of a page.
 *
 *     node firefox.js <the browser's path> <a page with the chat> <a page with it embedded>
 */

import assert from "node:assert/strict";
import { argv } from "node:process";

import puppeteer from "puppeteer-core";

const [executablePath, floating, embedded] = argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });

/** A page with the chat; what goes wrong in it fails the run. */
async function visit(address) {
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => assert.fail(error));
  await page.goto(address);
  return page;
}

/** What the chat shows at a selector, once there are so many. */
async function shown(page, selector, count) {
  const texts = (selector) => {
    const found = document.querySelector("centre-guide")?.shadowRoot.querySelectorAll(selector) ?? [];
    return [...found].map((one) => one.innerText.trim());
  };
  await page.waitForFunction(`(${texts})(${JSON.stringify(selector)}).length === ${count}`);
  return page.evaluate(texts, selector);
}

const seen = (selector) => `centre-guide >>> ${selector}`;
const MESSAGES = ".messages > li:not(.typing)";

async function conversation() {
  const page = await visit(floating);
  await page.locator(seen(".launcher")).click();
  await page.locator(seen("textarea")).fill("Where is it");
  await page.keyboard.press("Enter");
  const [, question, reply] = await shown(page, `${MESSAGES} .said`, 3);
  assert.equal(question, "Where is it");
  assert.match(reply, /^Where is it\? The heart unit is on the third floor\./);
  await page.locator(seen(".choices button")).click();
  await shown(page, MESSAGES, 5);
  await page.locator(seen(".rating button")).click();
  await shown(page, ".rated", 1);
  await page.reload();
  await shown(page, MESSAGES, 6);
  await page.keyboard.press("Escape");
  await page.close();
}

async function suggestions() {
  const page = await visit(floating);
  await page.locator(seen(".launcher")).click();
  await shown(page, ".starters button", 3);
  await page.keyboard.type("haert");
  const offered = await shown(page, "[role=option]", 5);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await shown(page, "[aria-selected=true]", 1), [offered[1]]);
  await page.keyboard.press("Enter");
  const said = await shown(page, `${MESSAGES} .said`, 3);
  assert.equal(said[1], offered[1]);
  await page.close();
}

async function inThePage() {
  const page = await visit(embedded);
  await page.locator(seen(".starters button")).click();
  await shown(page, MESSAGES, 3);
  assert.deepEqual(await shown(page, ".launcher, dialog", 0), []);
  await page.evaluate(() => document.querySelector("centre-guide").ask("And when?"));
  const said = await shown(page, `${MESSAGES} .said`, 5);
  assert.equal(said[3], "And when?");
  await page.close();
}

try {
  for (const part of [conversation, suggestions, inThePage]) {
    await part();
    console.log(part.name);
  }
} finally {
  await browser.close();
}
