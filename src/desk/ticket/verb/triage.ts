import { z } from 'zod';
import { accept, type Refusal, type Result, refuse } from '../../../lib/refusal.ts';
import type { Ask } from '../../desk.ts';
import { OptionalText, readInput } from '../../input.ts';
import type { Entry } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import { findLevelKey } from '../case/names.ts';
import type { Terms } from '../case/terms.ts';
import { TRIAGE_RANKS, type TriageRank } from '../case/triage-record.ts';
import { levelEntries } from '../clock/level.ts';
import { andThen, readPerson } from './read.ts';
import { type AskedField, type Case, type FormAbout, verb, WHILE_OPEN } from './verb.ts';
import { stamp, update } from './write.ts';

/**
 * The appointed person classifies a new ticket, puts it in order and gives it to an engineer (A8). The button stands on
 * their own card and in the queue.
 */

interface Review {
  readonly level?: string;
  readonly rank?: TriageRank;
  readonly to?: string;
  readonly text: string;
}

const ReviewInput = z.object({
  level: z.string().default(''),
  rank: z.enum(['', ...TRIAGE_RANKS.map(String)]).default(''),
  to: z.string().default(''),
  text: OptionalText,
});

export const triage = verb<Review>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['评估'], en: ['triage'], takes: ['level'] },
  form: { asksWhy: true, fields: reviewFields },
  read: readReview,
  refuse: refuseReview,
  entries: reviewEntries,
});

function reviewFields({ ticket, policy, source: { people } }: FormAbout): AskedField[] {
  const { level, assignee } = ticket;
  const levels = policy.levels.map(({ key, name, says }) => ({
    value: key,
    label: says ? { zh: `${name.zh} · ${says.zh}`, en: `${name.en} · ${says.en}` } : name,
  }));
  const ranks = TRIAGE_RANKS.map((rank) => ({ value: String(rank), label: `triage.rank.${rank}` as const }));
  const staff = Object.entries(people).map(([value, { name }]) => ({ value, label: name }));
  return [
    ...(level === undefined
      ? []
      : [
          {
            kind: 'choice',
            name: 'level',
            label: 'triage-level',
            required: true,
            options: levels,
            initial: level,
          } as const,
        ]),
    { kind: 'choice', name: 'rank', required: true, options: ranks, initial: String(ticket.triage?.rank ?? 3) },
    {
      kind: 'choice',
      name: 'to',
      label: 'triage-to',
      options: staff,
      ...(assignee === undefined ? {} : { initial: assignee }),
    },
    { kind: 'text', name: 'text', label: 'triage-note' },
  ];
}

function readReview(ask: Ask, { policy }: Terms): Result<Review> {
  return andThen(readInput(ReviewInput, ask.input), ({ level, rank, to, text }) => {
    const said = {
      text,
      ...(level === '' ? {} : { level: findLevelKey(policy, level) ?? level }),
      ...(rank === '' ? {} : { rank: Number(rank) as TriageRank }),
    };
    return to === '' ? accept<Review>(said) : andThen(readPerson(to, ask), (key) => accept({ ...said, to: key }));
  });
}

/** Only the appointed person and managers review. */
function refuseReview({ ticket, terms, by }: Case, { level }: Partial<Review>): Refusal | undefined {
  const rule = terms.policy.triage;
  if (!rule || !ticket.triage) return refuse('ticket.no-triage');
  if (!by.manager && !by.roles?.includes(rule.by)) return refuse('ticket.triage-by-other', { role: rule.by });
  const levels = terms.policy.levels.map(({ key }) => key);
  return level === undefined || levels.includes(level)
    ? undefined
    : refuse('ticket.unknown-level', { level, allowed: levels.join(', ') });
}

/** The level changes first, then the review is on record, then an engineer gets it and is pinged. */
function reviewEntries(at: Case, { level, rank, to, text = '' }: Review): Entry[] {
  const { ticket, terms, by, now } = at;
  const isNewLevel = level !== undefined && ticket.level !== undefined && level !== ticket.level;
  const classified = isNewLevel ? levelEntries(ticket, terms, { level, why: 'manual' }, by.key, now) : [];
  const current = classified.reduce(applyEntry, ticket);
  const details = { ...(rank === undefined ? {} : { rank }), ...(text === '' ? {} : { text }) };
  const isGiven = to !== undefined && to !== current.assignee;
  return [
    ...classified,
    update(at, 'triage', details),
    ...(isGiven ? [{ ...stamp(at), kind: 'ticket.assigned', data: { assignee: to } } as const] : []),
  ];
}
