import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { TextKey } from '../../lib/text-key.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, redraw, type Said } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import type { Announcement, Directory } from '../address/notice.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import { policyOf } from '../book/book.ts';
import { customerName } from '../card/customer.ts';
import { waysTo } from '../complaint/way.ts';
import { listByRole } from '../person/person.ts';
import { whoName } from '../ticket/view/line.ts';
import { sheetCard } from './card.ts';
import type { Sheet, SheetEntry, SheetProgress } from './sheet.ts';
import type { SheetSource } from './source.ts';

/**
 * The notices of new entries, and updates of the other cards. Not listed in the output of `simulate`. What is about a
 * complaint goes only where the complaint itself may be told: in private to the person who filled it in.
 */
export function sheetNotices(house: Directory, id: number, progress: SheetProgress, source: SheetSource): Notice[] {
  const { state, added } = progress;
  const told = added.flatMap((entry) => noticesOf(house, id, state, entry, source));
  const audiences = told.map(({ audience }) => audience);
  const everyone = [
    oursOf(state, source),
    ...(state.askedAt === undefined ? [] : ['customer']),
    ...(state.unsigned ? [managerOf(source)] : []),
  ];
  const shown = {
    key: `${subjectOf('sheet', id)}|card|#${state.entries}`,
    subject: noticeSubject(source),
    at: added.at(-1)?.at ?? state.filled.at,
    to: everyone.filter((audience) => !audiences.includes(audience)),
    ...addressOf(state, source),
  };
  return [...told, ...redraw(house, shown, (audience, language) => cardFor(id, state, source, audience, language))];
}

/** A very urgent request is told to the project manager at once (C7). A complaint tells them by itself. */
export function urgentNotices(house: Directory, id: number, state: Sheet, source: SheetSource): Notice[] {
  const managers = listByRole(house.source.people, 'projectManager').slice(0, 1);
  if (source.of === 'complaint' || managers.length === 0) return [];
  const inPlace = inLine(house.source, source.customer, ['projectManager', 'coordinator']);
  const about = announcementOf(id, state, { kind: 'sheet.urgent', at: state.filled.at }, source);
  return announce(house, { ...about, to: managers, inPlace, lane: 'urgent' }, (audience, language) => ({
    ...say(id, state, source, 'line.sheet.urgent', audience, language),
    pings: [audience],
  }));
}

function noticesOf(house: Directory, id: number, state: Sheet, entry: SheetEntry, source: SheetSource): Notice[] {
  const ours = oursOf(state, source);
  const { kind } = entry;
  const to = {
    'sheet.owed': [ours],
    'sheet.filled': [ours],
    'sheet.asked': ['customer'],
    'sheet.signed': [ours, 'customer'],
    'sheet.unsigned': [managerOf(source)],
    'sheet.countersigned': [ours, 'customer'],
  }[kind];
  const inPlace = kind === 'sheet.unsigned' ? managersOf(source) : undefined;
  const pinged = {
    'sheet.owed': assigneeOf(source),
    'sheet.filled': [],
    'sheet.asked': [],
    'sheet.signed': [state.filled.by],
    'sheet.unsigned': to,
    'sheet.countersigned': [state.filled.by],
  }[kind];
  return announce(
    house,
    { ...announcementOf(id, state, entry, source), to, ...(inPlace ? { inPlace } : {}) },
    (audience, language) => ({
      ...say(id, state, source, `line.${kind}`, audience, language),
      pings: audience === 'customer' ? [] : pinged,
      ...(kind === 'sheet.asked' ? asking(source) : {}),
    }),
  );
}

function assigneeOf(source: SheetSource): string[] {
  const assignee = source.of === 'complaint' ? undefined : source.at.stored.ticket.assignee;
  return assignee === undefined ? [] : [assignee];
}

/** The customer's person who reported it is called by name, where that is no secret of a complaint. */
function asking(source: SheetSource): Pick<Said, 'calls' | 'aloud'> {
  const reporter = source.of === 'complaint' ? undefined : source.at.stored.ticket.facts.reporter;
  return { aloud: true, calls: reporter ? [reporter] : [] };
}

/** The first line of the ladder, or a manager: who signs in place of the customer. */
function managerOf(source: SheetSource): string {
  return managersOf(source)[0] ?? 'escalation';
}

/** All who may sign in place of the customer, in the order in which they are asked; never the person it is about. */
function managersOf({ book, customer, ...source }: SheetSource): string[] {
  const about = source.of === 'complaint' ? source.complaint.facts.about : undefined;
  const ladder = source.of === 'complaint' ? source.complaint.ladder : policyOf(book, customer).ladder.people;
  const known = [
    ...ladder,
    ...listByRole(book.source.people, 'manager'),
    ...listByRole(book.source.people, 'director'),
  ];
  return [...new Set(known)].filter((key) => key !== about);
}

/** Where our people see a sheet: in the team's channel, or for a complaint the person who filled it in. */
export function oursOf({ filled }: Sheet, source: SheetSource): string {
  return source.of === 'complaint' ? filled.by : 'team';
}

/** The subject in whose thread a sheet is told: the ticket, or the complaint. */
export function noticeSubject(source: SheetSource): string {
  return source.of === 'complaint' ? subjectOf('complaint', source.id) : subjectOf('ticket', source.at.stored.id);
}

/** Whose channels are meant, and for a complaint where each audience is reached instead. */
export function addressOf(
  { customer }: Pick<Sheet, 'customer'>,
  source: SheetSource,
): Pick<Announcement, 'customer' | 'waysTo'> {
  if (source.of !== 'complaint') return { customer };
  const { complaint, book } = source;
  return { customer, waysTo: (audience) => waysTo(complaint, book.source, audience) };
}

/** What the notices of a sheet have in common. */
export function announcementOf(
  id: number,
  state: Sheet,
  { kind, at }: { readonly kind: string; readonly at: number },
  source: SheetSource,
): Omit<Announcement, 'to'> {
  return {
    key: `${subjectOf('sheet', id)}|${kind}|#${state.entries}`,
    kind,
    subject: noticeSubject(source),
    at,
    fields: {},
    unlisted: true,
    ...addressOf(state, source),
  };
}

function say(
  id: number,
  state: Sheet,
  source: SheetSource,
  line: TextKey,
  audience: string,
  language: Language,
): Pick<Said, 'card' | 'line'> {
  return { card: cardFor(id, state, source, audience, language), line: sheetLine(id, state, source, line, language) };
}

/** A line about a sheet. */
export function sheetLine(id: number, state: Sheet, source: SheetSource, line: TextKey, language: Language): string {
  const { signed, countersigned, filled, unsigned } = state;
  return t(language, line, {
    sheet: numberOf('sheet', id),
    form: t(language, `sheet.form.${state.form}`),
    by: signed?.name ?? whoName({ source: source.book.source, language }, countersigned?.by ?? filled.by),
    reason: unsigned?.reason ?? '',
    customer: customerName(source.book.source, state.customer, language),
  });
}

function cardFor(id: number, state: Sheet, source: SheetSource, audience: string, language: Language) {
  return sheetCard(id, state, { source, language }, audience === 'customer' ? 'customer' : 'ours');
}
