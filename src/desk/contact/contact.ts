import type { CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { type Language, named } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import type { Contact } from '../book/contact-rule.ts';
import type { BookPolicy, BookSource } from '../book/schema.ts';
import { fieldIn } from '../card/field.ts';
import { personName } from '../person/person.ts';
import { hoursWords } from './hours.ts';

/** Whom to call (B4, D18): numbers out of the service book, in words. Pure functions; the person on duty is given. */

/** A person with their telephone number if the book has one: `Li Wei 138-0000-0001`. */
export function nameWithPhone({ people }: Pick<BookSource, 'people'>, key: string, language: Language): string {
  const phone = Object.hasOwn(people, key) ? people[key]?.phone : undefined;
  return [personName(people, key, language), phone].filter(Boolean).join(' ');
}

/**
 * A person of ours as a customer may read them: with the number if their contract gives it. The name alone is no
 * secret, because cards name whom to turn to.
 */
export function nameForCustomer(
  source: Pick<BookSource, 'people'>,
  policy: Pick<BookPolicy, 'contacts'>,
  as: Extract<Contact, 'duty' | 'ladder' | 'visitor'>,
  key: string,
  language: Language,
): string {
  return gives(policy, as) ? nameWithPhone(source, key, language) : personName(source.people, key, language);
}

/** Whom colleagues call about something overdue: those of `keys` who have a number, each once. */
export function callField(
  source: Pick<BookSource, 'people'>,
  keys: readonly (string | undefined)[],
  language: Language,
): CardField[] {
  const known = [...new Set(keys)].filter(
    (key) => key !== undefined && Object.hasOwn(source.people, key) && source.people[key]?.phone !== undefined,
  );
  const names = known.map((key) => nameWithPhone(source, key ?? '', language));
  return fieldIn(language)('call', names.join(' · '));
}

/** Whether a contract gives its customers a kind of contact. */
export function gives({ contacts }: Pick<BookPolicy, 'contacts'>, contact: Contact): boolean {
  return contacts.includes(contact);
}

/**
 * The rows that tell a customer whom to call, as far as their contract gives it: the hotline with its hours, the person
 * on duty, the mailbox with its reader, the ladder with the lowest manager first.
 */
export function contactFields(
  source: BookSource,
  policy: BookPolicy,
  onDuty: string | undefined,
  language: Language,
): CardField[] {
  const { hotline } = source.provider;
  const duty = onDuty === undefined ? undefined : nameWithPhone(source, onDuty, language);
  // Where the hotline ends, the mobile of the person on duty begins (B4); without a hotline it is always theirs.
  const hasHotline = hotline !== undefined && gives(policy, 'hotline');
  return [
    ...(gives(policy, 'hotline') ? hotlineField(source, policy, language) : []),
    ...(gives(policy, 'duty') ? row(hasHotline ? 'duty-outside' : 'duty', duty, language) : []),
    ...(gives(policy, 'mailbox') ? mailboxField(source, language) : []),
    ...(gives(policy, 'ladder') ? ladderField(source, policy, language) : []),
  ];
}

/** The hotline and its hours; empty if the book has none. */
export function hotlineField(source: BookSource, policy: BookPolicy, language: Language): CardField[] {
  const { hotline } = source.provider;
  if (!hotline) return [];
  const hours = hoursWords(calendarOfHotline(source, policy), language);
  return row('hotline', [hotline.phone, hours].filter(Boolean).join(' · '), language);
}

/** The mailbox and its reader; empty if the book has none. */
export function mailboxField({ provider, people }: BookSource, language: Language): CardField[] {
  const { mailbox } = provider;
  if (!mailbox) return [];
  const reader = personName(people, mailbox.reader, language);
  return row('mailbox', t(language, 'contact.mailbox-read', { address: mailbox.address, reader }), language);
}

/** The line managers with their numbers, the lowest first. */
export function ladderField(
  source: BookSource,
  { ladder }: Pick<BookPolicy, 'ladder'>,
  language: Language,
): CardField[] {
  const steps = ladder.people.map((key, index) => `${index + 1}. ${nameWithPhone(source, key, language)}`);
  return row('ladder', steps.join(' → '), language);
}

/**
 * Every person of ours who has a number, for colleagues: with their roles, those on duty (`onDuty`: their keys) first,
 * then in the order of their names.
 */
export function peopleFields(source: BookSource, language: Language, onDuty: readonly string[]): CardField[] {
  const known = Object.entries(source.people).flatMap(([key, { name, phone, roles }]) => {
    const isOn = onDuty.includes(key);
    const words = [...(isOn ? [t(language, 'contact.on-duty')] : []), ...roles.map((role) => roleWord(role, language))];
    const value = `${phone} · ${words.join(t(language, 'list.separator'))}`;
    return phone === undefined ? [] : [{ isOn, label: named(name, language), value }];
  });
  return known
    .sort((one, other) => Number(other.isOn) - Number(one.isOn) || one.label.localeCompare(other.label, language))
    .map(({ label, value }) => ({ label, value }));
}

/**
 * Whom to call at this moment: the hotline while it is open, else the person on duty; where the contract or the book
 * has only one of them, that one. undefined: neither is given.
 */
export function callNow(
  { source, policy, language }: { source: BookSource; policy: BookPolicy; language: Language },
  isHotlineOpen: boolean,
  onDuty: string | undefined,
): string | undefined {
  const hotline = gives(policy, 'hotline') ? source.provider.hotline?.phone : undefined;
  const hasMobile = onDuty !== undefined && source.people[onDuty]?.phone !== undefined && gives(policy, 'duty');
  const duty = hasMobile ? nameWithPhone(source, onDuty, language) : undefined;
  const open = hotline === undefined ? undefined : t(language, 'contact.now.hotline', { phone: hotline });
  const number = isHotlineOpen ? (open ?? duty) : (duty ?? open);
  return number === undefined ? undefined : t(language, 'contact.now', { number });
}

/** The calendar key of the hotline's hours. */
export function hotlineCalendar({ provider }: BookSource, { officeCalendar }: BookPolicy): string {
  return provider.hotline?.calendar ?? officeCalendar;
}

function calendarOfHotline(source: BookSource, policy: BookPolicy) {
  const key = hotlineCalendar(source, policy);
  const calendar = source.calendars[key];
  // `check.ts` refuses books that name an unknown calendar.
  if (!calendar) throw new Error(`the book has no calendar ${key}`);
  return calendar;
}

function row(name: KeyAfter<'contact.field.'>, value: string | undefined, language: Language): CardField[] {
  return value ? [{ label: t(language, `contact.field.${name}`), value }] : [];
}

function roleWord(role: KeyAfter<'contact.role.'>, language: Language): string {
  return t(language, `contact.role.${role}`);
}
