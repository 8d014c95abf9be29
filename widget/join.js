/**
 * Joins the modules of `src/` into `centre-guide.js`, the one file that websites load. With `--check` it only says whether
 * that file is what the modules give.
 */

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

const JOINED = new URL("centre-guide.js", import.meta.url);
const OLDEST_BROWSERS = ["chrome111", "edge111", "firefox115", "safari16.4"];

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("src/main.js", import.meta.url))],
  bundle: true,
  charset: "utf8",
  format: "esm",
  minify: true,
  target: OLDEST_BROWSERS,
  write: false,
});
const code = outputFiles[0].text;
const version = createHash("sha256").update(code).digest("hex").slice(0, 12);
const joined = `// Version ${version}. Made from widget/src by "make widget": change it there.\n${code}`;

if (argv.includes("--check")) {
  const kept = await readFile(JOINED, "utf8").catch(() => "");
  if (kept !== joined) {
    console.error("widget/centre-guide.js isn't what widget/src gives: make it anew with make widget.");
    exit(1);
  }
} else {
  await writeFile(JOINED, joined);
  const integrity = createHash("sha384").update(joined).digest("base64");
  console.log(`widget/centre-guide.js, version ${version}, ${gzipSync(joined).length} bytes gzipped`);
  console.log(`integrity="sha384-${integrity}"`);
}
