/**
 * Attributes and listeners by their names.
 *
 * @typedef {{ [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void }} Listeners
 * @typedef {Listeners & Record<string, unknown>} Attributes
 */

/**
 * An element with attributes, listeners (where the value is a function) and children; strings become text, never markup.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, /** @type {EventListener} */ (value));
    else if (value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

/**
 * @param {Node | string} content
 * @param {() => void} click
 * @param {Attributes} attributes
 */
export function button(content, click, attributes = {}) {
  return make("button", { type: "button", click, ...attributes }, content);
}

/**
 * What has the focus in the tree that a node is in.
 *
 * @param {Node} node
 */
export function focusAround(node) {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? /** @type {HTMLElement | null} */ (root.activeElement) : null;
}

/** @param {Node} node */
export function holdsFocus(node) {
  return node.contains(focusAround(node));
}

/**
 * Takes a node away; the focus, if it was inside, goes to the heir instead of being lost.
 *
 * @param {Element | null | undefined} node
 * @param {HTMLElement} heir
 */
export function remove(node, heir) {
  if (node && holdsFocus(node)) heir.focus({ preventScroll: true });
  node?.remove();
}
