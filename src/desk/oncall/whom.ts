import type { CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { type Language, named } from '../../lib/language.ts';
import { type Book, calendarOf, policyOf } from '../book/book.ts';
import type { BookSource } from '../book/schema.ts';
import {
  callNow,
  contactFields,
  hotlineCalendar,
  hotlineField,
  ladderField,
  mailboxField,
  peopleFields,
} from '../contact/contact.ts';
import type { Asker, DeskTurn } from '../desk.ts';
import { onDuty } from './store.ts';

/**
 * Whom a person may call (B4, D18), for a card that is theirs alone: first the number to call at this moment, then all
 * that the contract gives. Staff read everything. Empty for strangers, and where the book gives nothing.
 */
export async function whomToCall(turn: DeskTurn, book: Book, asker: Asker): Promise<CardPart[]> {
  const { language, staff, customer } = asker;
  if (staff) return fieldsPart(await allContacts(turn, book.source, language));
  if (customer === undefined) return [];
  const { source } = book;
  const policy = policyOf(book, customer);
  const duty = await onDuty(turn.tx, policy.rotation, source, turn.now);
  const isOpen = calendarOf(book, hotlineCalendar(source, policy)).isOpen(turn.now);
  const now = callNow({ source, policy, language }, isOpen, duty);
  return [
    ...(now === undefined ? [] : [{ part: 'text', style: 'plain', text: now } as const]),
    ...fieldsPart(contactFields(source, policy, duty, language)),
  ];
}

/** The hotline, the mailbox, every ladder, and all people of ours with their numbers. */
async function allContacts({ tx, now }: DeskTurn, source: BookSource, language: Language): Promise<CardField[]> {
  const policies = Object.values(source.policies);
  const several = policies.length > 1;
  const rows = policies.flatMap((policy) =>
    [...hotlineField(source, policy, language), ...ladderField(source, policy, language)].map(({ label, value }) => ({
      label: several ? `${label} · ${named(policy.name, language)}` : label,
      value,
    })),
  );
  return [...rows, ...mailboxField(source, language), ...peopleFields(source, language, await dutyOf(tx, source, now))];
}

/** The keys of all people who are on duty now. */
async function dutyOf(tx: DeskTurn['tx'], source: BookSource, now: number): Promise<string[]> {
  const keys: string[] = [];
  for (const rotation of Object.keys(source.rotations)) {
    const person = await onDuty(tx, rotation, source, now);
    if (person !== undefined) keys.push(person);
  }
  return keys;
}

function fieldsPart(fields: readonly CardField[]): CardPart[] {
  return fields.length > 0 ? [{ part: 'fields', fields }] : [];
}

/** The answer where the book names no one to call. */
export function noContacts(language: Language): CardPart {
  return { part: 'text', style: 'plain', text: t(language, 'contact.none') };
}
