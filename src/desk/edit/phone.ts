import { t } from '../../i18n/i18n.ts';
import { type Named, named, namesIn } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import { nearest } from '../book/nearest.ts';
import { readPhone, splitCaller } from '../caller/phone.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Answer, Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import { directorsOf } from '../person/person.ts';
import { answerForm } from '../tell.ts';
import { putEdits } from './flow.ts';
import { takePerson, WORDS } from './said.ts';

/** A person's telephone number: their own, or another's for the technical director. */

/** `/desk phone 138 0000 0001`, `/desk phone Chen Jie 138…`, `/desk phone remove`; alone a form. */
export async function hearPhone(ask: Ask): Promise<Result<Answer>> {
  const said = (ask.input.personPhone ?? '').trim();
  const { key, isNamed, rest } = takePerson(ask, said);
  if (!mayChange(ask, key)) return onlyOwn(ask);
  if (rest === '') return answerForm(phoneForm(ask, key));
  if ([...WORDS.remove, 'none', '无'].includes(plainWord(rest))) return putPhone(ask, key, '');
  if (isNumber(rest)) return putPhone(ask, key, rest);
  const { name, phone } = splitNumber(rest);
  return isNamed || phone === '' ? refuseNumber(rest, 'own-phone') : unknownPerson(ask, name);
}

/** The answered form. */
export async function savePhone(ask: Ask): Promise<Result<Answer>> {
  const { asker, book, input } = ask;
  const key = input['away-person'] || asker.key;
  if (!Object.hasOwn(book.source.people, key)) return unknownPerson(ask, key);
  return putPhone(ask, key, (input['own-phone'] ?? '').trim(), versionIn(input.from));
}

async function putPhone(ask: Ask, key: string, said: string, seen?: number): Promise<Result<Answer>> {
  if (!mayChange(ask, key)) return onlyOwn(ask);
  if (said !== '' && !isNumber(said)) return refuseNumber(said, 'own-phone');
  return putEdits(ask, [{ path: ['people', key, 'phone'], value: said === '' ? undefined : said }], seen);
}

function phoneForm({ asker, book, turn }: Ask, key: string) {
  const { language } = asker;
  const { people } = book.source;
  const field = fieldMaker(language);
  return {
    command: 'phone.save',
    args: { from: `${turn.book.version}`, 'away-person': key },
    title: t(language, 'form.phone.title'),
    submit: t(language, 'form.edit.save'),
    intro: people[key] ? named(people[key].name, language) : '',
    fields: [field.line('own-phone', MOST_LETTERS, false, people[key]?.phone ?? '')],
  };
}

/** As the schema of books has it. */
export const MOST_LETTERS = 40;

/** Whether a text is a number alone, with an extension or not; a short one inside a house is one, too. */
export function isNumber(text: string): boolean {
  if ([...text].length > MOST_LETTERS) return false;
  if (/^\d{3,6}$/.test(text)) return true;
  return readPhone(text) !== undefined && splitCaller(text).name === '';
}

/** A text with a number in it: what stands before and behind, and the number as it was written. */
export function splitNumber(text: string): { name: string; phone: string; behind: string } {
  const said = text.normalize('NFKC').trim();
  const { phone } = splitCaller(said);
  const at = phone === '' ? -1 : said.indexOf(phone);
  if (at < 0) return { name: tidy(said), phone: '', behind: '' };
  return { name: tidy(said.slice(0, at)), phone, behind: tidy(said.slice(at + phone.length)) };
}

function tidy(text: string): string {
  return text.replace(/^[\s,，;；:：()（）|-]+|[\s,，;；:：()（）|-]+$/gu, '');
}

export function refuseNumber(said: string, field: 'own-phone' | 'contact-phone'): Refusal {
  return refuse('edit.not-phone', { value: shorten(said, 40), field });
}

/** Whether it is their own, or they are a director. */
export function mayChange({ asker, book }: Pick<Ask, 'asker' | 'book'>, key: string): boolean {
  return key === asker.key || directorsOf(book.source.people).includes(asker.key);
}

export function onlyOwn({ book }: Pick<Ask, 'book'>): Refusal {
  const directors = directorsOf(book.source.people);
  const people = Object.entries(book.source.people).filter(([key]) => directors.includes(key));
  return refuse('edit.only-own', { names: namesIn(Object.fromEntries(people)) });
}

/** Refuses a name that no one has, with the closest one. */
export function unknownPerson(ask: Pick<Ask, 'asker' | 'book'>, name: string): Refusal {
  const shown = shorten(name, 40);
  const near = nearestPerson(ask, name);
  return near === undefined
    ? refuse('ticket.unknown-person', { to: shown, allowed: namesIn(ask.book.source.people) })
    : refuse('edit.person-near', { name: shown, near });
}

/** The person whose name or key is closest to a word; undefined: none is close. */
export function nearestPerson({ book }: Pick<Ask, 'book'>, word: string): Named | undefined {
  const all = Object.entries(book.source.people).flatMap(([key, { name }]) =>
    [key, name.zh, name.en].map((called) => ({ called, name })),
  );
  const near = nearest(
    word,
    all.map(({ called }) => called),
  );
  return all.find(({ called }) => called === near)?.name;
}

/** The version that a form was drawn with. */
export function versionIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
