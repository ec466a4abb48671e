/** Phone numbers as people write them: read out of a text, compared, and shown without their middle digits. */

/** A number in one form: digits only, a mainland number without 86. `extension`: empty if there is none. */
export interface Phone {
  readonly number: string;
  readonly extension: string;
}

/** A text of a person with a number, such as `Ms Zhao 138 0000 1111`, in its two parts. What is missing is empty. */
export interface Caller {
  readonly name: string;
  /** As it was written. */
  readonly phone: string;
}

/** No number is shorter, with its area code left out, or longer, with the country's. */
const FEWEST_DIGITS = 7;
const MOST_DIGITS = 15;

const GAP = '[\\s().\\-]{0,3}';
const EXTENSION = '(?:\\s{0,2}(?:ext(?:ension)?|x|转|分机)[.:\\s]{0,3}(\\d{1,6}))?';
const WRITTEN = new RegExp(`[+(]{0,2}\\d(?:${GAP}\\d){${FEWEST_DIGITS - 1},19}${EXTENSION}`, 'i');
/** A landline with its area code, and an extension behind one more dash: `010-88881234-801`. */
const DASHED_EXTENSION = /^(\(?0\d{2,3}\)?[\s-]?\d{4}[\s-]?\d{3,4})-(\d{1,6})$/;

/** Reads a number; undefined if the text has none. The text may have more words around it. */
export function readPhone(text: string): Phone | undefined {
  const [written, extension = ''] = WRITTEN.exec(tidy(text)) ?? [];
  if (written === undefined) return undefined;
  const bare = extension === '' ? written : written.slice(0, written.search(/(ext|x|转|分机)/i));
  const [, line = bare, dashed = extension] = DASHED_EXTENSION.exec(bare.trim()) ?? [];
  const number = withoutCountry(line);
  if (number.length < FEWEST_DIGITS || number.length > MOST_DIGITS) return undefined;
  return { number, extension: dashed };
}

/** Full-width signs become narrow, and every kind of dash a hyphen. */
function tidy(text: string): string {
  return text.normalize('NFKC').replace(/[\u2010-\u2015\u2212\u30fc]/g, '-');
}

/** Digits only. `+86`, `0086` and `86` are dropped, and a mainland landline gets its 0 back. */
function withoutCountry(written: string): string {
  const digits = written.replace(/\D/g, '');
  const isAbroad = /^[(\s]*\+/.test(written) || /^00\d{10}/.test(digits);
  const international = digits.replace(/^00/, '');
  if (!isAbroad) return /^861[3-9]\d{9}$/.test(digits) ? digits.slice(2) : digits;
  if (!international.startsWith('86')) return international;
  const rest = international.slice(2);
  return /^(0|1[3-9]\d{9}$|[48]00)/.test(rest) ? rest : `0${rest}`;
}

/** Whether two numbers reach the same person. An area code or an extension that one of them leaves out does not matter. */
export function isSamePhone(one: Phone, other: Phone): boolean {
  const isExtension = one.extension === '' || other.extension === '' || one.extension === other.extension;
  return isExtension && (one.number === other.number || isLocalPart(one, other) || isLocalPart(other, one));
}

function isLocalPart({ number: short }: Phone, { number: long }: Phone): boolean {
  const area = long.length - short.length;
  return short.length <= 8 && /^0/.test(long) && (area === 3 || area === 4) && long.endsWith(short);
}

/** Divides a text into a person's name and their number. */
export function splitCaller(text: string): Caller {
  const said = tidy(text).trim();
  const [written = ''] = readPhone(said) ? (WRITTEN.exec(said) ?? []) : [];
  const phone = written.replace(/^\((?=[^)]*$)/, '').trim();
  const around = written === '' ? [said] : said.split(written);
  const name = around
    .map((part) => part.replace(/^[\s,，;；:：()（）/|·-]+|[\s,，;；:：()（）/|·-]+$/g, ''))
    .filter((part) => part !== '')
    .join(' ');
  return { name, phone };
}

/** The text with the middle digits of its numbers as stars, for places where others read: `138****1111`. */
export function maskPhones(text: string): string {
  if (!readPhone(text)) return text;
  return tidy(text).replace(EVERY_WRITTEN, (written) => (readPhone(written) ? maskDigits(written) : written));
}

const EVERY_WRITTEN = new RegExp(WRITTEN, 'gi');

function maskDigits(written: string): string {
  const total = written.replace(/\D/g, '').length;
  const last = total > 9 ? 4 : 2;
  let seen = 0;
  return written.replace(/\d/g, (digit) => {
    seen += 1;
    return seen <= 3 || seen > total - last ? digit : '*';
  });
}
