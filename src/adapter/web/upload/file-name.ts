import { LIMITS } from '../limits.ts';

/** Characters that can disguise a name: control characters and changes of the writing direction. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}]/gu;
/** Characters that some file system does not allow. */
const UNSTORABLE = /[<>:"|?*]/g;

/** Makes a file's name safe to show and store: without path, never empty, of limited length. */
export function cleanName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const name = last
    .replace(HIDDEN, '')
    .replace(/\s+/g, ' ')
    .replace(UNSTORABLE, '_')
    .replace(/^[. ]+/, '')
    .trim();
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  const stem = [...name.slice(0, name.length - ending.length)].slice(0, LIMITS.nameChars - ending.length).join('');
  return `${stem.trim() || 'file'}${ending}`;
}
