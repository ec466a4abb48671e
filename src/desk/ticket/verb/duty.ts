import { z } from 'zod';
import { accept, type Refusal, refuse } from '../../../lib/refusal.ts';
import { readInput } from '../../input.ts';
import type { Entry } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import { clockOf } from '../clock/clocks.ts';
import { breachEntries } from '../clock/level.ts';
import { andThen, readNothing, readPerson } from './read.ts';
import { undoUntil } from './undo-until.ts';
import { type Case, MENU, type NoDetails, UNTIL_CLOSED, verb, WHILE_OPEN } from './verb.ts';
import { stamp, update } from './write.ts';

/** Who works on the ticket, and how high it was escalated. */

export const acknowledge = verb<NoDetails>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['响应', '确认'], en: ['ack', 'acknowledge'], isCommon: true, takes: [] },
  read: readNothing,
  refuse: ({ ticket: { acknowledged } }) =>
    acknowledged && refuse('ticket.already-acknowledged', { by: acknowledged.by }),
  entries: (at) => [{ ...stamp(at), kind: 'ticket.acknowledged', data: {} }],
  offered: ({ acknowledged }) => (acknowledged ? undefined : MENU),
});

export const undoAcknowledge = verb<NoDetails>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['撤回响应', '撤回确认'], en: ['unack'], topic: 'mend', takes: [] },
  read: readNothing,
  refuse: refuseUndo,
  entries: undoEntries,
  offered: ({ acknowledged }, { policy, calendars, now }) =>
    acknowledged && now <= undoUntil(acknowledged.at, policy, calendars)
      ? { confirm: 'button.undo-acknowledge.confirm' }
      : undefined,
});

function refuseUndo({ ticket: { acknowledged }, terms, by, now }: Case): Refusal | undefined {
  if (!acknowledged) return refuse('ticket.not-acknowledged');
  if (acknowledged.by !== by.key) return refuse('ticket.acknowledged-by-other', { by: acknowledged.by });
  const { policy, calendars } = terms;
  return now > undoUntil(acknowledged.at, policy, calendars)
    ? refuse('ticket.undo-too-late', { within: policy.undoWithin })
    : undefined;
}

/**
 * An acknowledgement that was taken back never stopped the clock, so a deadline that passed meanwhile is a breach now.
 * If an earlier step had stopped the clock it stays stopped, even if a level change moved its deadline since.
 */
function undoEntries(at: Case): Entry[] {
  const undone = update(at, 'undo-acknowledge');
  const { ticket, terms } = at;
  const after = applyEntry(ticket, undone);
  const clock = clockOf(after, terms, 'respond');
  const metAt = clock?.stoppedAt ?? undone.at;
  const wasMet = ticket.acknowledged !== undefined && metAt <= ticket.acknowledged.at;
  if (clock?.dueAt === undefined || after.breaches.respond || wasMet || clock.dueAt >= metAt) return [undone];
  return [undone, ...breachEntries(after, terms, clock, undone.at, 'undo')];
}

const PersonInput = z.object({ to: z.string().min(1) });

export const assign = verb<{ to: string }>({
  by: 'staff',
  during: UNTIL_CLOSED,
  words: { zh: ['转派', '派给'], en: ['assign'], takes: ['to'] },
  form: {
    fields: ({ ticket, source: { people } }) => [
      {
        kind: 'choice',
        name: 'to',
        required: true,
        options: Object.entries(people)
          .filter(([key]) => key !== ticket.assignee)
          .map(([value, { name }]) => ({ value, label: name })),
      },
    ],
  },
  read: (ask) =>
    andThen(readInput(PersonInput, ask.input), ({ to }) => andThen(readPerson(to, ask), (key) => accept({ to: key }))),
  entries: (at, { to }) => [{ ...stamp(at), kind: 'ticket.assigned', data: { assignee: to } }],
  offered: () => MENU,
});

const TierInput = z.object({ tier: z.coerce.number().int() });

export const raiseTier = verb<{ tier: number }>({
  by: 'staff',
  during: WHILE_OPEN,
  of: 'fault',
  words: { zh: ['升级'], en: ['tier'], topic: 'level', takes: ['tier'] },
  form: {
    fields: ({ ticket, policy }) => [
      {
        kind: 'choice',
        name: 'tier',
        required: true,
        options: policy.tiers
          .filter(({ tier }) => tier > ticket.tier)
          .map(({ tier, name }) => ({
            value: String(tier),
            label: { zh: `${tier} · ${name.zh}`, en: `${tier} · ${name.en}` },
          })),
      },
    ],
  },
  read: ({ input }) => readInput(TierInput, input),
  refuse: (at, { tier }) => (tier === undefined ? undefined : refuseTier(at, tier)),
  entries: (at, { tier }) => [{ ...stamp(at), kind: 'ticket.tier-raised', data: { tier, why: 'manual' } }],
  offered: (ticket, { policy }) => (policy.tiers.some(({ tier }) => tier > ticket.tier) ? MENU : undefined),
});

/** If a policy names no tiers, any higher number is accepted. */
function refuseTier({ ticket, terms }: Case, tier: number): Refusal | undefined {
  const tiers = terms.policy.tiers.map((each) => each.tier);
  if (tiers.length > 0 && !tiers.includes(tier))
    return refuse('ticket.unknown-tier', { tier, allowed: tiers.join(', ') });
  return tier > ticket.tier ? undefined : refuse('ticket.tier-not-higher', { tier: ticket.tier });
}
