import { LIMITS } from '../limits.ts';

/** Characters that only hide what a name is: controls, and marks that turn the direction of writing. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}]/gu;
/** Characters that lead out of a folder, or that some system does not store. */
const UNSTORABLE = /[<>:"|?*]/g;

/** What a file may be called when it is shown or stored anew: its own name without a path, never empty, of bounded length. */
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

/** The header that has a browser store a file under this name, whatever its alphabet (RFC 6266, RFC 5987). */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^ -~]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
