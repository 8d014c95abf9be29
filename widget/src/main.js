/**
 * `<centre-guide>`: a chat window for a website, without dependencies; its styles are in it, so that a strict Content
 * Security Policy passes. One tag puts it into a page:
 *
 *     <script type="module" src="https://bot.example/widget/centre-guide.js" data-colour="#005EB8"></script>
 *
 * The tag's data attributes, all optional: `data-server` (where the bot is; else where this file is from), `data-title`,
 * `data-texts` (address of a JSON file with some of TEXTS), `data-language` (`en`), `data-position` (`left` or `right`) and
 * `data-colour` (`#rrggbb`). A page that has a `<centre-guide>` with these attributes of its own gets no second one.
 */

import { CentreGuide } from "./element.js";

export { CentreGuide };
export { TEXTS } from "./texts.js";

function embed() {
  const tag = [...document.scripts].find((script) => script.src === import.meta.url);
  if (!tag || document.querySelector("centre-guide")) return;
  const element = document.createElement("centre-guide");
  Object.assign(element.dataset, tag.dataset);
  document.body.append(element);
}

if (!customElements.get("centre-guide")) {
  customElements.define("centre-guide", CentreGuide);
  embed();
}
