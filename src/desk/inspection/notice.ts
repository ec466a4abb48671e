import type { PageLinks } from '../../chat/page.ts';
import { isoInZone } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { Notice, Withdrawal } from '../../outbox/notice.ts';
import { announce, redraw } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import type { Directory } from '../address/notice.ts';
import { subjectOf } from '../address/number.ts';
import { listByRole } from '../person/person.ts';
import { type Audiences, audiencesOf } from './audience.ts';
import { inspectionCard, missingCard } from './card.ts';
import { findingOf, type Inspection, type InspectionEntry, type InspectionProgress } from './inspection.ts';
import { askedOfCustomer, askSubject, checkNotices, customersOf } from './next.ts';
import type { SiteRule } from './site-list.ts';
import { lineOf } from './text.ts';

/** What a turn changed on one inspection. */
export interface InspectionChange extends InspectionProgress {
  readonly id: number;
  /** Assignees of findings for which feedback is due, by the finding's ticket. */
  readonly assignees: ReadonlyMap<number, string | undefined>;
  /** All inspections whose report is missing; empty unless the turn tells the director. */
  readonly missing: readonly { id: number; state: Inspection }[];
}

/** What notices and their cards are made from. */
export type InspectionDirectory = Directory & { readonly rule: SiteRule; readonly links: PageLinks };

/** The notices of a change: a line for each entry, each with the card as it is at the end of the turn. */
export function noticesOf(change: InspectionChange, directory: InspectionDirectory): Notice[] {
  const { id, state, added, assignees } = change;
  const subject = subjectOf('inspection', id);
  const { customer } = state;
  const notified = new Set<string>();
  const notices = added.flatMap((entry, index) => {
    const finding = findingOf(entry);
    const assignee = finding === undefined ? undefined : assignees.get(finding);
    const audiences = audiencesOf(entry, state, directory.source, assignee);
    if (!audiences) return [];
    for (const audience of [...audiences.to, ...audiences.also]) notified.add(audience);
    const number = state.entries - added.length + index + 1;
    const base = { key: keyOf(subject, entry, number), kind: entry.kind, subject, at: entry.at, customer };
    return announce(directory, { ...base, ...audiences }, (audience, language) => ({
      card:
        entry.kind === 'inspection.report-missing' && audience !== 'team'
          ? missingCard(change.missing, monthOf(entry.at, directory), { source: directory.source, language })
          : cardOfEntry(id, state, entry, directory, audience, language),
      line: lineOf(entry, id, state, { ...directory, language }),
      pings: pingsOf(audiences, audience),
      // The desk posted the first message of that thread, so no customer follows it: the line must be seen in the
      // channel.
      ...(audience === 'customer' ? { aloud: true } : {}),
      ...(audience === 'customer' && askedOfCustomer(entry) ? { calls: customersOf(state, directory.source) } : {}),
    })).concat(
      checkNotices(id, state, entry, directory, (language) => cardFor(id, state, directory, 'team', language)),
    );
  });
  const at = added.at(-1)?.at;
  if (at === undefined) return notices;
  const asked = added.map(askedOfCustomer);
  return [
    ...notices,
    ...redrawnCards(id, state, at, directory, notified),
    ...redrawnAsks(id, state, at, directory, asked),
    // Where the customer was asked on a card of its own, their usual card is brought up to date as well.
    ...(asked.some(Boolean) ? redrawnFor(['customer'], id, state, at, directory) : []),
  ];
}

/** Updates of the cards for audiences that get no notice (`notified` lists those that do). */
export function redrawnCards(
  id: number,
  state: Inspection,
  at: number,
  directory: InspectionDirectory,
  notified: ReadonlySet<string> = new Set(),
): Notice[] {
  const { people } = directory.source;
  const checkers = state.report.delivered ? listByRole(people, 'desk') : [];
  // The coordinator has a card where the customer did not confirm the date in time.
  const told = ['customer', 'team', state.owner, ...listByRole(people, 'coordinator').slice(0, 1), ...checkers];
  const to = [...new Set(told)].filter((each) => !notified.has(each));
  return redrawnFor(to, id, state, at, directory);
}

/** Updates the cards that ask the customer, but for those that this turn brings (`fresh`). */
function redrawnAsks(
  id: number,
  state: Inspection,
  at: number,
  directory: InspectionDirectory,
  fresh: readonly (string | undefined)[],
): Notice[] {
  const { customer } = state;
  return (['reconfirm', 'sign'] as const)
    .filter((asks) => !fresh.includes(asks))
    .flatMap((asks) => {
      const subject = askSubject(id, state, asks);
      const shown = {
        key: `${subject}|card|#${state.entries}`,
        subject: subjectOf('inspection', id),
        at,
        to: ['customer'],
      };
      return redraw(directory, { ...shown, customer }, (audience, language) => ({
        ...cardFor(id, state, directory, audience, language),
        subject,
      }));
    });
}

function redrawnFor(to: string[], id: number, state: Inspection, at: number, directory: InspectionDirectory): Notice[] {
  const subject = subjectOf('inspection', id);
  const shown = {
    key: `${subject}|card|#${state.entries}|${state.findings.length}`,
    subject,
    at,
    to,
    inPlace: inLine(directory.source, state.customer, ['coordinator']),
    customer: state.customer,
  };
  return redraw(directory, shown, (audience, language) => cardFor(id, state, directory, audience, language));
}

/** The waiting notices that the change makes pointless. */
export function withdrawalsOf(id: number, added: readonly InspectionEntry[]): Withdrawal[] {
  const subject = subjectOf('inspection', id);
  return added.flatMap(withdrawnKeys).map((begin) => ({ subject, keyPrefix: `${subject}|inspection.${begin}|` }));
}

const FEEDBACK = ['feedback-due', 'feedback-reminder', 'feedback-overdue'];

/** The beginnings of their keys, after `inspection.`. */
function withdrawnKeys(entry: InspectionEntry): string[] {
  switch (entry.kind) {
    case 'inspection.moved':
    case 'inspection.cancelled':
      return ['notice', 'reconfirm', 'unconfirmed'];
    case 'inspection.noted':
      return entry.data.ticketId === undefined ? [] : FEEDBACK.map((kind) => `${kind}|${entry.data.ticketId}`);
    case 'inspection.updated':
      switch (entry.data.what) {
        case 'reconfirm-inspection':
          return ['reconfirm', 'unconfirmed'];
        case 'finish-inspection':
          return ['notice', 'reconfirm', 'unconfirmed'];
        case 'deliver-inspection-report':
          return ['report-missing'];
        case 'deliver':
          return FEEDBACK;
        default:
          return [];
      }
    default:
      return [];
  }
}

/** The number makes each event's key unique; the ticket lets the reminder for one finding be withdrawn. */
function keyOf(subject: string, entry: InspectionEntry, number: number): string {
  const finding = findingOf(entry);
  const part = finding === undefined ? '' : `${finding}|`;
  return `${subject}|${entry.kind}|${part}#${number}`;
}

/** The audiences in `to` are pinged, those in `also` are not. A channel in `to` is no one's key and pings no one. */
function pingsOf({ to }: Audiences, audience: string): string[] {
  return to.includes(audience) ? [audience] : [];
}

function monthOf(at: number, { source }: Directory): string {
  return isoInZone(at, source.provider.timeZone).slice(0, 7);
}

/** The card that an entry brings: what is asked of the customer stands on a card of its own. */
function cardOfEntry(
  id: number,
  state: Inspection,
  entry: InspectionEntry,
  directory: InspectionDirectory,
  audience: string,
  language: Language,
) {
  const card = cardFor(id, state, directory, audience, language);
  const asks = audience === 'customer' ? askedOfCustomer(entry) : undefined;
  return asks ? { ...card, subject: askSubject(id, state, asks) } : card;
}

function cardFor(id: number, state: Inspection, directory: InspectionDirectory, audience: string, language: Language) {
  return inspectionCard(id, state, { ...directory, language }, audience === 'customer' ? 'customer' : 'team');
}
