import type { Button, Card, CardPart } from '../../chat/card.ts';
import { hasText, t } from '../../i18n/i18n.ts';
import { whenInYear } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { customerName } from '../card/customer.ts';
import { personName } from '../person/person.ts';
import type { DueCases } from './deletion.ts';
import type { Access, Holdings } from './store.ts';

/** How many rows of the record a page shows. */
export const PAGE_LENGTH = 10;
/** How many numbers of cases are named; the others are counted. */
const NAMED = 20;

export interface DeletionPreview {
  readonly customer: string;
  readonly cases: DueCases;
  readonly holdings: Holdings;
  readonly at: Instant;
}

/** What a deletion takes away, what it keeps, and the button that confirms it. Has no words of the customer. */
export function deletionCard(
  { customer, cases, holdings, at }: DeletionPreview,
  source: BookSource,
  language: Language,
): Card {
  const { due, later, nextAt } = cases;
  const { timeZone } = source.provider;
  const name = customerName(source, customer, language);
  const text = (style: 'plain' | 'small', words: string): CardPart => ({ part: 'text', style, text: words });
  const next =
    nextAt === undefined
      ? t(language, 'confidential.delete.none-later')
      : t(language, 'confidential.delete.later', { count: later.length, at: whenInYear(language, nextAt, timeZone) });
  return {
    subject: `deletion/${customer}`,
    tone: due.length > 0 ? 'warn' : 'neutral',
    title: t(language, due.length > 0 ? 'confidential.delete.title' : 'confidential.delete.nothing', {
      customer: name,
    }),
    badges: [],
    parts: [
      ...(due.length > 0 ? dueParts(cases, holdings, language) : []),
      text('small', next),
      ...(due.length > 0 ? [confirmPart(customer, cases, language)] : []),
      text('small', t(language, 'confidential.as-of', { at: whenInYear(language, at, timeZone) })),
    ],
  };
}

function dueParts({ due }: DueCases, { entries, files, papers }: Holdings, language: Language): CardPart[] {
  const numbers = due.slice(0, NAMED).map(({ id }) => `T-${id}`);
  const shown = due.length > NAMED ? [...numbers, '…'] : numbers;
  const cases = shown.join(t(language, 'list.separator'));
  return [
    t(language, 'confidential.delete.cases', { count: due.length, cases }),
    t(language, 'confidential.delete.goes', { files, papers }),
    t(language, 'confidential.delete.stays', { entries }),
    t(language, 'confidential.delete.elsewhere'),
  ].map((text) => ({ part: 'text', style: 'plain', text }));
}

function confirmPart(customer: string, { due }: DueCases, language: Language): CardPart {
  const shown = due.map(({ id }) => id).join(' ');
  const confirm = makeButton({
    label: t(language, 'button.confidential.delete'),
    command: 'confidential.delete',
    args: { customer, shown, sure: 'yes' },
    style: 'danger',
    confirm: t(language, 'confidential.delete.sure', { count: due.length }),
  });
  return { part: 'actions', main: [confirm], more: [] };
}

/** A page of the record of who saw what of a customer, the newest first. `page` begins at 1. */
export function accessCard(
  { customer, count, rows, page }: { customer: string; count: number; rows: readonly Access[]; page: number },
  source: BookSource,
  language: Language,
): Card {
  const name = customerName(source, customer, language);
  const pages = Math.max(1, Math.ceil(count / PAGE_LENGTH));
  const { timeZone } = source.provider;
  const person = (key: string) =>
    key === 'link' ? t(language, 'confidential.person.link') : personName(source.people, key, language);
  const lines = rows.map(({ at, person: key, what, about }) =>
    [
      whenInYear(language, at, timeZone),
      person(key),
      t(language, `confidential.access.${what}`),
      aboutWords(about, language),
    ]
      .filter(Boolean)
      .join(' · '),
  );
  return {
    subject: `access/${customer}`,
    tone: 'neutral',
    title: t(language, 'confidential.access.title', { customer: name, count }),
    badges: pages > 1 ? [{ text: t(language, 'case.page', { page, pages }), tone: 'neutral' }] : [],
    parts: [
      { part: 'text', style: 'plain', text: lines.join('\n') || t(language, 'confidential.access.none') },
      ...turnPages(customer, page, pages, language),
    ],
  };
}

/** Numbers stand as they are; `dossier` and the like have a text. */
function aboutWords(about: string, language: Language): string {
  const key = `confidential.about.${about}`;
  return hasText(language, key) ? t(language, key) : about;
}

function turnPages(customer: string, page: number, pages: number, language: Language): CardPart[] {
  const turn = (to: number, label: 'button.find.next' | 'button.find.previous'): Button =>
    makeButton({ label: t(language, label), command: 'confidential.access', args: { customer, page: `${to}` } });
  const main = [
    ...(page > 1 ? [turn(page - 1, 'button.find.previous')] : []),
    ...(page < pages ? [turn(page + 1, 'button.find.next')] : []),
  ];
  return main.length > 0 ? [{ part: 'actions', main, more: [] }] : [];
}

/** What stands in place of a card about a case whose words were deleted. */
export function deletedCard(subject: string, number: string, language: Language): Card {
  const text = t(language, 'confidential.deleted');
  return { subject, tone: 'neutral', title: number, badges: [], parts: [{ part: 'text', style: 'small', text }] };
}
