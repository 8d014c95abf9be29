import { sheet } from "./styles.js";

const NOTHING_ELSE = `@media print {
  html, body { height: auto !important; overflow: visible !important; }
  body :not(centre-guide, :has(centre-guide)) { display: none !important; }
}`;

/**
 * Prints the conversation in place of the page that it is on.
 *
 * @param {Element} element the widget's own
 */
export function printConversation(element) {
  const paper = sheet(NOTHING_ELSE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, paper];
  element.toggleAttribute("data-printing", true);
  const done = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== paper);
    element.removeAttribute("data-printing");
  };
  addEventListener("afterprint", done, { once: true });
  print();
}
