import { button, make } from "./nodes.js";

const SVG = "http://www.w3.org/2000/svg";
const BUBBLE = "M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 5v-5H4a2 2 0 0 1-2-2V5c0-1.1.9-2 2-2z";

/** The button in the corner of the page. */
export class Launcher {
  #title;
  #label;

  /**
   * @param {string} title
   * @param {() => void} open
   */
  constructor(title, open) {
    this.#title = title;
    this.#label = make("span", {}, title);
    this.button = button(bubble(), open, { class: "launcher", part: "launcher", "aria-haspopup": "dialog" });
    this.button.append(this.#label);
  }

  /** @param {string} text what is added to the title */
  badge(text) {
    this.#label.textContent = text ? `${this.#title} (${text})` : this.#title;
    this.button.classList.toggle("tells", Boolean(text));
  }
}

function bubble() {
  const image = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  image.setAttribute("viewBox", "0 0 24 24");
  image.setAttribute("aria-hidden", "true");
  path.setAttribute("d", BUBBLE);
  image.append(path);
  return image;
}
