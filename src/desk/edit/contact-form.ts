import type { Card, CardPart } from '../../chat/card.ts';
import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { named, otherName } from '../../lib/language.ts';
import { idsOf } from '../book/edit/edit.ts';
import type { BookCustomer } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Ask } from '../desk.ts';
import type { Whose } from './device.ts';
import { MOST_LETTERS } from './phone.ts';
import { mayKeep } from './said.ts';
import { whichForm } from './which-form.ts';

/** The list of a customer's contacts, and the forms that its buttons open. */

export type Contact = BookCustomer['people'][number];
export type ContactCommand = 'contact.add' | 'contact.change' | 'contact.remove';

/** How many contacts a card shows; the others are counted. */
const SHOWN = 30;

/** Names, numbers and what each is for; with buttons for those who may change them. */
export function contactCard(ask: Ask, { key, customer }: Whose): Card {
  const { language } = ask.asker;
  const fields = customer.people.slice(0, SHOWN).map((each) => ({
    label: named(each.name, language),
    value: [each.phone, each.for && named(each.for, language)].filter(Boolean).join(' · ') || '–',
  }));
  const left = customer.people.length - SHOWN;
  const parts: CardPart[] =
    fields.length > 0
      ? [{ part: 'fields', fields }]
      : [{ part: 'text', style: 'plain', text: t(language, 'contact.empty') }];
  if (left > 0) parts.push({ part: 'text', style: 'small', text: t(language, 'list.more', { more: left }) });
  const button = (command: ContactCommand) =>
    makeButton({ label: t(language, `button.${command}`), command, args: { customer: key } });
  const others = fields.length > 0 ? [button('contact.change'), button('contact.remove')] : [];
  if (mayKeep(ask))
    parts.push({ part: 'actions', main: [button('contact.add'), ...others.slice(0, 1)], more: others.slice(1) });
  const title = t(language, 'contact.list-title', { customer: named(customer.name, language) });
  return { subject: `contacts/${key}`, tone: 'neutral', title, badges: [], parts };
}

/** Asks which contact, for a change or to remove one. */
export function whichContactForm(
  { asker: { language } }: Ask,
  { key, customer }: Whose,
  command: 'contact.change' | 'contact.remove',
): Form {
  const ids = idsOf(customer.people);
  const options = customer.people.map(({ name, phone }, index) => ({
    value: ids[index] ?? '',
    label: [named(name, language), phone].filter(Boolean).join(' · '),
    also: otherName(name, language),
  }));
  return whichForm(language, { command, customer: key }, 'contact', options);
}

/** The fields of a contact; `contact` undefined: of a new one. */
export function contactForm({ asker: { language }, turn }: Ask, whose: Whose, contact: Contact | undefined): Form {
  const { key, customer } = whose;
  const field = fieldMaker(language);
  const args = { customer: key, sure: 'yes', from: `${turn.book.version}` };
  const name = contact ? named(contact.name, language) : '';
  const about = contact?.for ? named(contact.for, language) : '';
  return {
    command: contact ? 'contact.change' : 'contact.add',
    args: contact ? { ...args, contact: idOf(whose, contact) } : args,
    title: t(language, 'form.contact.title', { customer: named(customer.name, language) }),
    submit: t(language, 'form.edit.save'),
    intro: name,
    fields: [
      ...(contact ? [] : [field.line('contact-name', 80, true)]),
      field.line('contact-phone', MOST_LETTERS, false, contact?.phone ?? ''),
      field.line('contact-for', 80, false, about),
    ],
  };
}

/** By what a contact is known in edits; a new one by its name. */
export function idOf({ customer }: Whose, contact: Contact): string {
  const place = customer.people.indexOf(contact);
  return idsOf(place < 0 ? [contact] : customer.people)[Math.max(place, 0)] ?? '';
}
