import { z } from 'zod';
import type { Instant } from '../../../lib/instant.ts';
import { accept, type Refusal, type Result, refuse } from '../../../lib/refusal.ts';
import { asksForReach } from '../../book/book.ts';
import { readMoment, takeMoment } from '../../date-input.ts';
import type { Ask } from '../../desk.ts';
import { readInput } from '../../input.ts';
import { findLevelKey, levelLabel } from '../case/names.ts';
import type { Ticket } from '../case/ticket.ts';
import { levelEntries } from '../clock/level.ts';
import { Percent } from './percent.ts';
import { andThen, readNothing } from './read.ts';
import { type Case, MENU, type NoDetails, type OfferedOn, UNTIL_CLOSED, verb, WHILE_OPEN } from './verb.ts';
import { update } from './write.ts';

/** The fault level, and the outage that may set it (D1, E1). */

const LevelInput = z.object({ level: z.string().min(1) });

export const setLevel = verb<{ level: string }>({
  by: 'staff',
  during: WHILE_OPEN,
  of: 'fault',
  words: { zh: ['级别'], en: ['level'], topic: 'level', takes: ['level'] },
  preview: 'levels',
  form: {
    fields: ({ ticket, policy }) => [
      {
        kind: 'choice',
        name: 'level',
        required: true,
        label: 'new-level',
        options: policy.levels
          .filter(({ key }) => key !== ticket.level)
          .map((level) => ({ value: level.key, label: levelLabel(level) })),
      },
    ],
  },
  read: ({ input }, { policy }) =>
    andThen(readInput(LevelInput, input), ({ level }) => accept({ level: findLevelKey(policy, level) ?? level })),
  refuse: (at, { level }) => (level === undefined ? undefined : refuseLevel(at, level)),
  entries: ({ ticket, terms, by, now }, { level }) =>
    levelEntries(ticket, terms, { level, why: 'manual' }, by.key, now),
  offered: () => MENU,
});

function refuseLevel({ ticket, terms }: Case, level: string): Refusal | undefined {
  const { levels } = terms.policy;
  const wanted = levels.find(({ key }) => key === level);
  if (!wanted) return refuse('ticket.unknown-level', { level, allowed: levels.map(({ name }) => name) });
  return level === ticket.level ? refuse('ticket.same-level', { level: wanted.name }) : undefined;
}

interface OutageFacts {
  readonly sinceAt?: Instant;
  readonly affectedPercent?: number;
}

const OutageInput = z.object({
  since: z.string().default(''),
  affectedPercent: z.union([z.literal(''), Percent]).default(''),
});

export const setOutage = verb<OutageFacts>({
  by: 'staff',
  during: WHILE_OPEN,
  of: 'fault',
  words: { zh: ['中断'], en: ['outage'], topic: 'level', takes: ['since', 'affectedPercent'] },
  preview: 'long-ago',
  form: {
    fields: ({ ticket: { outage }, policy }) => {
      const going = outage?.endedAt === undefined ? outage : undefined;
      const since = going ? { initial: new Date(going.sinceAt).toISOString() } : {};
      const share = going && going.affectedPercent > 0 ? { initial: String(going.affectedPercent) } : {};
      return [
        { kind: 'datetime', name: 'since', ...since },
        ...(asksForReach(policy) ? [{ kind: 'line', name: 'affectedPercent', max: 20, ...share } as const] : []),
      ];
    },
  },
  read: readOutage,
  refuse: ({ now }, { sinceAt = now }) => (sinceAt > now ? refuse('ticket.outage-in-future') : undefined),
  entries: (at, facts) => [update(at, 'set-outage', facts)],
  offered(ticket, card) {
    if (!hasOutageLines(card)) return undefined;
    return isDown(ticket) ? { label: 'correct-outage' } : MENU;
  },
});

export const endOutage = verb<NoDetails>({
  by: 'staff',
  during: UNTIL_CLOSED,
  of: 'fault',
  words: { zh: ['中断结束'], en: ['outage-over'], topic: 'level', takes: [] },
  read: readNothing,
  refuse: ({ ticket }) => (isDown(ticket) ? undefined : refuse('ticket.no-outage')),
  entries: (at) => [update(at, 'end-outage')],
  offered: (ticket, card) => (ticket.status === 'open' && hasOutageLines(card) && isDown(ticket) ? MENU : undefined),
});

function readOutage(ask: Ask): Result<OutageFacts> {
  return andThen(readInput(OutageInput, splitTyped(ask)), ({ since, affectedPercent }) => {
    if (since === '' && affectedPercent === '') return refuse('input.missing', { field: 'since' });
    const share = affectedPercent === '' ? {} : { affectedPercent };
    if (since === '') return accept(share);
    return andThen(readMoment(ask, 'since', since, BACK), (sinceAt) => accept({ sinceAt, ...share }));
  });
}

const BACK = { looks: 'back' } as const;

/**
 * Typed words were split at the first blank, but an instant may have some: `yesterday 15:00 30%`. A share alone is one
 * without a time.
 */
function splitTyped(ask: Ask): Ask['input'] {
  const { by, input } = ask;
  if (by !== 'words') return input;
  const text = `${input.since ?? ''} ${input.affectedPercent ?? ''}`.trim();
  const { said, rest, isMoment } = takeMoment(ask, text, BACK);
  if (!isMoment && Percent.safeParse(text).success) return { ...input, since: '', affectedPercent: text };
  return { ...input, since: said, affectedPercent: rest };
}

function isDown({ outage }: Ticket): boolean {
  return outage !== undefined && outage.endedAt === undefined;
}

/** Buttons about outages are shown only if the policy sets levels by outage. */
function hasOutageLines({ policy }: OfferedOn): boolean {
  return policy.outage.length > 0;
}
