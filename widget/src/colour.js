export const INK = "#212b32";
export const WHITE = "#ffffff";

const BLUE = "#005eb8";
const READABLE = 4.5;

/**
 * `text` can be read on `colour`, `accent` on white, and `lit`, which is as near to the colour, on dark.
 *
 * @typedef {{ colour: string, text: string, accent: string, lit: string }} Palette
 */

/**
 * The site's colour with what can be read with it (WCAG AA). A colour that neither white nor dark text can be read on, or
 * that isn't `#rrggbb`, gives way to NHS blue.
 *
 * @param {string} [wanted]
 * @returns {Palette}
 */
export function palette(wanted = BLUE) {
  const colour = /^#[\da-f]{6}$/i.test(wanted) ? wanted : BLUE;
  const text = [WHITE, INK].find((ink) => contrast(colour, ink) >= READABLE);
  if (!text) return palette(BLUE);
  return { colour, text, accent: text === WHITE ? colour : INK, lit: lightened(colour) };
}

/**
 * How well two colours are told apart, from 1 to 21.
 *
 * @param {string} one
 * @param {string} other
 */
export function contrast(one, other) {
  const [first, second] = [luminance(one), luminance(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** @param {string} colour */
function lightened(colour) {
  let lit = colour;
  for (let white = 0.1; contrast(lit, INK) < READABLE; white += 0.1) {
    const parts = [1, 3, 5].map((start) => {
      const value = parseInt(colour.slice(start, start + 2), 16);
      return Math.round(value + (255 - value) * white).toString(16).padStart(2, "0");
    });
    lit = `#${parts.join("")}`;
  }
  return lit;
}

/** @param {string} colour */
function luminance(colour) {
  return part(colour, 1) * 0.2126 + part(colour, 3) * 0.7152 + part(colour, 5) * 0.0722;
}

/**
 * @param {string} colour
 * @param {number} start
 */
function part(colour, start) {
  const light = parseInt(colour.slice(start, start + 2), 16) / 255;
  return light <= 0.04045 ? light / 12.92 : ((light + 0.055) / 1.055) ** 2.4;
}
