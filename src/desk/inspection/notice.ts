import type { Language } from '../../lib/language.ts';
import type { Notice, Withdrawal } from '../../outbox/notice.ts';
import { announce, type Directory, redraw } from '../contract/announce.ts';
import { type Heard, heardBy } from './audience.ts';
import { inspectionCard } from './card.ts';
import type { Inspection, InspectionEntry, Progress } from './inspection.ts';
import { subjectOf } from './names.ts';
import { lineOf } from './say.ts';

/** What a turn did to one inspection. `assignees` by the findings' tickets. */
export interface InspectionChange extends Progress {
  readonly id: number;
  readonly assignees: ReadonlyMap<number, string | undefined>;
}

/** The finished notices of a change: the card as it stands at the end, a line for each entry. */
export function noticesOf({ id, state, added, assignees }: InspectionChange, house: Directory): Notice[] {
  const subject = subjectOf(id);
  const { customer } = state;
  const heard = new Set<string>();
  const notices = added.flatMap((entry, index) => {
    const assignee = entry.kind === 'inspection.feedback-due' ? assignees.get(entry.data.ticketId) : undefined;
    const told = heardBy(entry, state, house.source.people, assignee);
    if (!told) return [];
    for (const audience of [...told.to, ...told.also]) heard.add(audience);
    const number = state.entries - added.length + index + 1;
    const base = { key: keyOf(subject, entry, number), kind: entry.kind, subject, at: entry.at, customer };
    return announce(house, { ...base, ...told }, (audience, language) => ({
      card: draw(id, state, house, audience, language),
      line: lineOf(entry, id, state, { source: house.source, language }),
      pings: pingsOf(told, audience),
    }));
  });
  const at = added.at(-1)?.at;
  const others = ['customer', 'team', state.owner].filter((audience) => !heard.has(audience));
  if (at === undefined) return notices;
  const shown = { key: `${subject}|card|#${state.entries}`, subject, at, to: others, customer };
  return [...notices, ...redraw(house, shown, (audience, language) => draw(id, state, house, audience, language))];
}

/** Which waiting notices the change makes pointless. */
export function withdrawalsOf(id: number, added: readonly InspectionEntry[]): Withdrawal[] {
  const subject = subjectOf(id);
  return added.flatMap(endedBy).map((begin) => ({ subject, keyPrefix: `${subject}|inspection.${begin}|` }));
}

function endedBy(entry: InspectionEntry): string[] {
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
function pingsOf({ to }: Heard, audience: string): string[] {
  return to.includes(audience) ? [audience] : [];
}

function draw(id: number, state: Inspection, house: Directory, audience: string, language: Language) {
  const side = audience === 'customer' ? 'customer' : 'team';
  return inspectionCard(id, state, { source: house.source, language }, side);
}
