/**
 * The questions page with JavaScript: filters while a visitor types, and opens what a link leads to or what is printed.
 * Without it the page works too, by its form; what is found is the same, for `search.py` looks in the same way.
 * No word that is typed leaves the browser.
 */

/** Milliseconds without a keystroke after which the number of answers is announced. */
const ANNOUNCED_AFTER = 400;

const LETTERS_FOR_A_SLIP = 5;
const MOST_SLIPS = 2;

/**
 * The words that texts are compared by: small letters and digits.
 * @param {string} text
 * @returns {string[]}
 */
function wordsOf(text) {
  return text.toLowerCase().replace(/['’]/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * How many letters have to be put in, taken out, changed or swapped with their neighbour to make one word the other.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function slipsBetween(one, other) {
  const from = [...one];
  const to = [...other];
  const rows = [[0, ...to.map((_, place) => place + 1)]];
  const slips = (/** @type {number} */ row, /** @type {number} */ place) => rows[row]?.[place] ?? 0;
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    rows.push(next);
    for (let place = 1; place <= to.length; place += 1) {
      const same = from[row - 1] === to[place - 1];
      let least = Math.min(
        slips(row - 1, place) + 1,
        slips(row, place - 1) + 1,
        slips(row - 1, place - 1) + (same ? 0 : 1),
      );
      const swapped = from[row - 1] === to[place - 2] && from[row - 2] === to[place - 1];
      if (row > 1 && place > 1 && swapped) least = Math.min(least, slips(row - 2, place - 2) + 1);
      next.push(least);
    }
  }
  return slips(from.length, to.length);
}

/**
 * The known words that begin with the word; if there are none, those that a slip or two make of it.
 * @param {string} word
 * @param {Set<string>} known
 * @returns {string[]}
 */
function meantBy(word, known) {
  const begun = [...known].filter((other) => other.startsWith(word));
  if (begun.length) return begun;
  const slips = Math.min(MOST_SLIPS, Math.floor(word.length / LETTERS_FOR_A_SLIP));
  if (!slips) return [];
  const near = [...known].filter((other) => Math.abs(other.length - word.length) <= slips);
  return near.filter((other) => slipsBetween(word, other) <= slips);
}

/** The form with the answers that it filters. */
class Filter {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.status = /** @type {HTMLElement} */ (document.querySelector("#found"));
    this.all = /** @type {HTMLElement} */ (document.querySelector(".all"));
    this.groups = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.centre")]);
    this.ignored = new Set(wordsOf(form.dataset.ignored ?? ""));
    this.timer = 0;
    /** @type {Map<HTMLElement, Set<string>>} */
    this.words = new Map();
    for (const answer of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".answer"))) {
      const texts = [...answer.querySelectorAll(".searched")].map((one) => one.textContent ?? "");
      this.words.set(answer, new Set(wordsOf([...texts, answer.dataset.words].join(" "))));
    }
    this.known = new Set([...this.words.values()].flatMap((words) => [...words]));
    this.input.addEventListener("input", () => this.apply());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.apply();
    });
  }

  /** Shows the answers that have every word, and tells how many they are. */
  apply() {
    const words = wordsOf(this.input.value).filter((word) => !this.ignored.has(word));
    const meant = words.map((word) => meantBy(word, this.known));
    const filtered = words.length > 0;
    let count = 0;
    for (const group of this.groups) {
      const answers = /** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll(".answer"));
      for (const answer of answers) {
        const has = this.words.get(answer);
        answer.hidden = !meant.every((alike) => alike.some((word) => has?.has(word)));
      }
      const shown = [...answers].filter((answer) => !answer.hidden).length;
      group.hidden = !shown;
      group.open = filtered && shown > 0;
      count += shown;
    }
    this.all.hidden = !filtered;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.tell(filtered ? count : undefined), ANNOUNCED_AFTER);
  }

  /** @param {number} [count] nothing while all are shown */
  tell(count) {
    const { none = "", one = "", many = "" } = this.status.dataset;
    const told = count === undefined ? "" : count === 0 ? none : count === 1 ? one : many;
    this.status.textContent = told.replace("{count}", String(count)).replace("{asked}", this.input.value.trim());
  }

  clear() {
    this.input.value = "";
    this.apply();
  }
}

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.filter"));
const filter = form && new Filter(form);

/** Opens the group of what the address leads to: not every browser does. */
function reveal() {
  const target = document.getElementById(window.location.hash.slice(1));
  const group = target?.closest("details");
  if (!target || !group) return;
  if (target.closest("[hidden]")) filter?.clear();
  group.open = true;
  target.scrollIntoView();
}

/** @type {HTMLDetailsElement[]} */
let opened = [];

window.addEventListener("beforeprint", () => {
  opened = filter ? filter.groups.filter((group) => !group.open) : [];
  for (const group of opened) group.open = true;
});
window.addEventListener("afterprint", () => {
  for (const group of opened) group.open = false;
});
window.addEventListener("hashchange", reveal);
reveal();
