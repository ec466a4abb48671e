import type { PageLinks } from '../../chat/page.ts';
import { isoInZone } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { Notice, Withdrawal } from '../../outbox/notice.ts';
import { announce, redraw } from '../address/announce.ts';
import type { Directory } from '../address/notice.ts';
import { subjectOf } from '../address/number.ts';
import type { InspectionRule } from '../book/inspection-rule.ts';
import { type Audiences, audiencesOf } from './audience.ts';
import { inspectionCard, missingCard } from './card.ts';
import type { Inspection, InspectionEntry, InspectionProgress } from './inspection.ts';
import { lineOf } from './text.ts';

/** What a turn did to one inspection. `assignees` by the findings' tickets. */
export interface InspectionChange extends InspectionProgress {
  readonly id: number;
  readonly assignees: ReadonlyMap<number, string | undefined>;
  /** All inspections whose report is missing; empty where no entry tells of one. */
  readonly missing: readonly { id: number; state: Inspection }[];
}

/** What notices are drawn from. */
export type InspectionDirectory = Directory & { readonly rule: InspectionRule; readonly links: PageLinks };

/** The finished notices of a change: the card as it stands at the end, a line for each entry. */
export function noticesOf(change: InspectionChange, directory: InspectionDirectory): Notice[] {
  const { id, state, added, assignees } = change;
  const subject = subjectOf('inspection', id);
  const { customer } = state;
  const heard = new Set<string>();
  const notices = added.flatMap((entry, index) => {
    const assignee = entry.kind === 'inspection.feedback-due' ? assignees.get(entry.data.ticketId) : undefined;
    const told = audiencesOf(entry, state, directory.source.people, assignee);
    if (!told) return [];
    for (const audience of [...told.to, ...told.also]) heard.add(audience);
    const number = state.entries - added.length + index + 1;
    const base = { key: keyOf(subject, entry, number), kind: entry.kind, subject, at: entry.at, customer };
    return announce(directory, { ...base, ...told }, (audience, language) => ({
      card:
        entry.kind === 'inspection.report-missing' && told.to.includes(audience)
          ? missingCard(change.missing, monthOf(entry.at, directory), { source: directory.source, language })
          : cardFor(id, state, directory, audience, language),
      line: lineOf(entry, id, state, { ...directory, language }),
      pings: pingsOf(told, audience),
      // We began that thread ourselves: nobody of the customer's is told of what is said in it.
      ...(audience === 'customer' ? { aloud: true } : {}),
    }));
  });
  const at = added.at(-1)?.at;
  return at === undefined ? notices : [...notices, ...redrawnCards(id, state, at, directory, heard)];
}

/** Brings the cards up to date where no notice of the change does. */
export function redrawnCards(
  id: number,
  state: Inspection,
  at: number,
  directory: InspectionDirectory,
  heard: ReadonlySet<string> = new Set(),
): Notice[] {
  const subject = subjectOf('inspection', id);
  const to = ['customer', 'team', state.owner].filter((audience) => !heard.has(audience));
  const shown = {
    key: `${subject}|card|#${state.entries}|${state.findings.length}`,
    subject,
    at,
    to,
    customer: state.customer,
  };
  return redraw(directory, shown, (audience, language) => cardFor(id, state, directory, audience, language));
}

/** Which waiting notices the change makes pointless. */
export function withdrawalsOf(id: number, added: readonly InspectionEntry[]): Withdrawal[] {
  const subject = subjectOf('inspection', id);
  return added.flatMap(withdrawnKeys).map((begin) => ({ subject, keyPrefix: `${subject}|inspection.${begin}|` }));
}

function withdrawnKeys(entry: InspectionEntry): string[] {
  switch (entry.kind) {
    case 'inspection.moved':
    case 'inspection.cancelled':
      return ['notice', 'reconfirm', 'unconfirmed'];
    case 'inspection.noted':
      return entry.data.ticketId === undefined ? [] : [`feedback-due|${entry.data.ticketId}`];
    case 'inspection.updated':
      switch (entry.data.what) {
        case 'reconfirm-inspection':
          return ['reconfirm', 'unconfirmed'];
        case 'finish-inspection':
          return ['notice', 'reconfirm', 'unconfirmed'];
        case 'deliver-inspection-report':
          return ['report-missing'];
        case 'deliver':
          return ['feedback-due'];
        default:
          return [];
      }
    default:
      return [];
  }
}

/** Each time it happens it is told anew; a finding's feedback can be taken back by itself. */
function keyOf(subject: string, entry: InspectionEntry, number: number): string {
  const part = entry.kind === 'inspection.feedback-due' ? `${entry.data.ticketId}|` : '';
  return `${subject}|${entry.kind}|${part}#${number}`;
}

/** Whoever is told in person is pinged; channels are not. */
function pingsOf({ to }: Audiences, audience: string): string[] {
  return to.includes(audience) ? [audience] : [];
}

function monthOf(at: number, { source }: Directory): string {
  return isoInZone(at, source.provider.timeZone).slice(0, 7);
}

function cardFor(id: number, state: Inspection, directory: InspectionDirectory, audience: string, language: Language) {
  return inspectionCard(id, state, { ...directory, language }, audience === 'customer' ? 'customer' : 'team');
}
