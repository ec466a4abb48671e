import { Icon } from './icon.js';
import { html } from './lib.js';
import { usePage } from './page-context.js';
import { findPerson, nameOf } from './store.js';

const HUES = 8;

/** A round picture: the bell for Deskbell, initials for a person. */
export function Avatar({ userId }) {
  const { state } = usePage();
  if (userId === '') return html`<span class="avatar bell" aria-hidden="true"><${Icon} name="bell" /></span>`;
  const name = nameOf(state, findPerson(state, userId)?.name, userId);
  return html`<span class=${`avatar hue-${hueOf(userId)}`} aria-hidden="true">${initialsOf(name)}</span>`;
}

function hueOf(userId) {
  let sum = 0;
  for (const char of userId) sum = (sum * 31 + char.codePointAt(0)) % 9973;
  return sum % HUES;
}

/** `Wang Wei` → `WW`, `王伟` → `王`. */
function initialsOf(name) {
  const words = name.split(/\s+/).filter((word) => /^\p{Script=Latin}/u.test(word));
  if (words.length === 0) return Array.from(name)[0] ?? '?';
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase();
}
