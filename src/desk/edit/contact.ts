import { isDeepStrictEqual } from 'node:util';
import { t } from '../../i18n/i18n.ts';
import { type Language, named, otherName } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { findCustomer } from '../book/book.ts';
import { idsOf } from '../book/edit/edit.ts';
import { nearest } from '../book/nearest.ts';
import type { Answer, Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import { answerCard, answerForm } from '../tell.ts';
import { type Contact, type ContactCommand, contactCard, contactForm, idOf, whichContactForm } from './contact-form.ts';
import { readName, type Whose } from './device.ts';
import { whoseForm } from './device-form.ts';
import { putEdits, type Wanted } from './flow.ts';
import { isNumber, refuseNumber, splitNumber, versionIn } from './phone.ts';
import { customerOf, mayKeep, noSuchCustomer, refuseOthers, takeFront, takeVerbAndCustomer } from './said.ts';

/** The people of a customer's whom our staff call: listed, added, changed, removed. */

/** `/desk contact [customer]`: the list; with a name and a number one is added or changed, `remove` and a name removes one. */
export async function hearContact(ask: Ask): Promise<Result<Answer>> {
  const taken = takeVerbAndCustomer(ask, ask.input.customerContact ?? '', ['add', 'change', 'remove']);
  if (!taken.ok) return taken;
  const { verb, rest, ...whose } = taken.value;
  if (whose.key === undefined && rest !== '') return noSuchCustomer(ask);
  const input = { customer: whose.key ?? '' };
  if (verb === 'remove') return removeContact({ ...ask, input: { ...input, contact: rest } });
  if (rest === '' && verb === 'add') return addContact({ ...ask, input });
  if (rest === '' && verb === 'change') return changeContact({ ...ask, input });
  if (rest === '') return listContacts({ ...ask, input });
  if (!mayKeep(ask)) return refuseOthers(ask);
  return inWords(ask, whoseOf(ask, whose.key ?? ''), rest, verb === 'add');
}

/** `Li Wei 138 0000 0001 network`: a name, a number, what they are for. */
async function inWords(ask: Ask, whose: Whose | undefined, said: string, isNew: boolean): Promise<Result<Answer>> {
  if (!whose) return noSuchCustomer(ask);
  const { language } = ask.asker;
  const front = takeFront(
    said,
    whose.customer.people.flatMap(({ name }) => [name.zh, name.en]),
  );
  const split = splitNumber(front?.rest ?? said);
  const { phone, behind } = split;
  const name = [front?.word, split.name].filter(Boolean).join(' ');
  const known = findContact(whose, name);
  if (known && isNew) return refuse('contact.there', { name, customer: whose.customer.name, field: 'contact-name' });
  if (phone === '') {
    if (!known && /\d/.test(said)) return refuseNumber(said, 'contact-phone');
    if (known) return answerForm(contactForm(ask, whose, known));
    return isNew ? refuse('contact.no-number', { name: shorten(name, 40) }) : unknownContact(whose, name, language);
  }
  if (name === '') return refuse('input.missing', { field: 'contact-name' });
  const written = { phone, ...(behind === '' ? {} : { about: behind }) };
  return known ? put(ask, whose, known, written) : put(ask, whose, undefined, { name, ...written });
}

function forKeepers(command: ContactCommand, run: (ask: Ask, whose: Whose) => Promise<Result<Answer>>) {
  return async (ask: Ask): Promise<Result<Answer>> => {
    if (!mayKeep(ask)) return refuseOthers(ask);
    const whose = whoseOf(ask, customerOf(ask) ?? '');
    if (whose) return run(ask, whose);
    if (ask.input.customer) return noSuchCustomer(ask);
    return answerForm(whoseForm(ask, command, t(ask.asker.language, `button.${command}`)));
  };
}

export const addContact = forKeepers('contact.add', async (ask, whose) => {
  if (ask.input.sure !== 'yes') return answerForm(contactForm(ask, whose, undefined));
  const { name = '', ...rest } = writtenIn(ask.input);
  if (name === '') return refuse('input.missing', { field: 'contact-name' });
  if (findContact(whose, name))
    return refuse('contact.there', { name, customer: whose.customer.name, field: 'contact-name' });
  return put(ask, whose, undefined, { name, ...rest }, versionIn(ask.input.from));
});

export const changeContact = forKeepers('contact.change', async (ask, whose) => {
  const { contact: said = '' } = ask.input;
  if (said === '') return answerForm(whichContactForm(ask, whose, 'contact.change'));
  const known = findContact(whose, said);
  if (!known) return unknownContact(whose, said, ask.asker.language);
  if (ask.input.sure !== 'yes') return answerForm(contactForm(ask, whose, known));
  return put(ask, whose, known, writtenIn(ask.input), versionIn(ask.input.from));
});

export const removeContact = forKeepers('contact.remove', async (ask, whose) => {
  const { contact: said = '' } = ask.input;
  if (said === '') return answerForm(whichContactForm(ask, whose, 'contact.remove'));
  const known = findContact(whose, said);
  if (!known) return unknownContact(whose, said, ask.asker.language);
  if (isTwice(whose, known)) return refuse('contact.twice', { name: known.name });
  return putEdits(ask, [{ path: pathOf(whose, known), value: undefined }]);
});

export async function listContacts(ask: Ask): Promise<Result<Answer>> {
  const whose = whoseOf(ask, customerOf(ask) ?? '');
  if (whose) return answerCard(contactCard(ask, whose));
  return ask.input.customer
    ? noSuchCustomer(ask)
    : answerForm(whoseForm(ask, 'contact.list', t(ask.asker.language, 'form.contact.whose')));
}

/** What is written of a contact; what is left out stays, an empty text removes it. */
interface Written {
  readonly name?: string;
  readonly phone?: string;
  readonly about?: string;
}

function writtenIn(input: Ask['input']): Written {
  const read = (field: string) => (input[field] ?? '').trim();
  return { name: read('contact-name'), phone: read('contact-phone'), about: read('contact-for') };
}

async function put(
  ask: Ask,
  whose: Whose,
  known: Contact | undefined,
  { name = '', phone, about }: Written,
  seen?: number,
): Promise<Result<Answer>> {
  if (phone && !isNumber(phone)) return refuseNumber(phone, 'contact-phone');
  const { language } = ask.asker;
  if (!known) {
    const contact = {
      ...{ name: { zh: name, en: name }, ids: {} },
      ...(phone ? { phone } : {}),
      ...(about ? { for: { zh: about, en: about } } : {}),
    };
    return putEdits(ask, [{ path: pathOf(whose, contact), value: contact }], seen);
  }
  if (isTwice(whose, known)) return refuse('contact.twice', { name: known.name });
  const path = pathOf(whose, known);
  const aboutNow = about === '' ? undefined : readAbout(known.for, about, language);
  const wanted: Wanted[] = [
    ...(phone === undefined ? [] : [{ path: [...path, 'phone'], value: phone || undefined }]),
    ...(about === undefined ? [] : [{ path: [...path, 'for'], value: aboutNow }]),
  ];
  const before: Readonly<Record<string, unknown>> = known;
  const changed = wanted.filter(({ path: to, value }) => !isDeepStrictEqual(before[to.at(-1) ?? ''], value));
  return changed.length === 0 ? refuse('edit.nothing-new') : putEdits(ask, changed, seen);
}

function readAbout(before: Contact['for'], said: string | undefined, language: Language): Contact['for'] {
  return before ? readName(before, said, language) : said ? { zh: said, en: said } : undefined;
}

function whoseOf({ book }: Ask, key: string): Whose | undefined {
  const customer = findCustomer(book, key);
  return customer && { key, customer };
}

function pathOf(whose: Whose, contact: Contact): string[] {
  return ['customers', whose.key, 'people', idOf(whose, contact)];
}

function findContact({ customer }: Whose, said: string): Contact | undefined {
  const place = idsOf(customer.people).indexOf(said);
  const wanted = plainWord(said);
  return (
    customer.people[place] ??
    customer.people.find(({ name }) => [name.zh, name.en].some((each) => plainWord(each) === wanted))
  );
}

function isTwice({ customer }: Whose, { name }: Contact): boolean {
  return customer.people.filter((each) => each.name.zh === name.zh || each.name.en === name.en).length > 1;
}

/** A refusal names no more contacts. */
const NAMED = 12;

function unknownContact({ customer }: Whose, said: string, language: Language): Result<never> {
  const words = { customer: customer.name, name: shorten(said, 40) };
  const near = nearest(
    said,
    customer.people.flatMap(({ name }) => [named(name, language), otherName(name, language)]),
  );
  if (near !== undefined) return refuse('contact.unknown-near', { ...words, near });
  return refuse('contact.unknown', { ...words, allowed: customer.people.slice(0, NAMED).map(({ name }) => name) });
}
