import { type Refusal, refuse } from '../../../lib/refusal.ts';
import { readNothing } from './read.ts';
import { type Case, MENU, type NoDetails, UNTIL_CLOSED, verb, WHILE_OPEN } from './verb.ts';
import { update } from './write.ts';

/** Taking a ticket: the person who was told of it makes it theirs, the holder of a support tier takes the tier. */

/** The button stands on the pings about broken promises and silence. Its clocks stay as they are. */
export const takeOver = verb<NoDetails>({
  by: 'staff',
  during: UNTIL_CLOSED,
  words: { zh: ['接手'], en: ['take-over'], takes: [] },
  read: readNothing,
  refuse: ({ ticket, by }) => (ticket.assignee === by.key ? refuse('ticket.yours-already') : undefined),
  entries: (at) => {
    const { assignee } = at.ticket;
    return [update(at, 'take-over', assignee === undefined ? {} : { from: assignee })];
  },
});

/** A holder of the present support tier takes the fault on (D11, B3). The assignee stays responsible. */
export const takeTier = verb<NoDetails>({
  by: 'staff',
  during: WHILE_OPEN,
  of: 'fault',
  words: { zh: ['接手升级'], en: ['take-tier'], takes: [] },
  read: readNothing,
  refuse: refuseTier,
  entries: (at) => [update(at, 'take-tier', { tier: at.ticket.tier })],
  offered: ({ tier, tierTaken }) => (tier > 1 && tierTaken?.tier !== tier ? MENU : undefined),
});

/** Where the policy names no holders of the tier, every colleague may take it. */
function refuseTier({ ticket: { tier, tierTaken }, terms: { policy }, by }: Case): Refusal | undefined {
  if (tier < 2) return refuse('ticket.no-tier');
  if (tierTaken?.tier === tier) return refuse('ticket.tier-taken', { tier, by: tierTaken.by });
  const { holders = [] } = policy.tiers.find((each) => each.tier === tier) ?? {};
  const holds = holders.length === 0 || holders.some((role) => by.roles?.includes(role));
  return holds ? undefined : refuse('ticket.not-tier-holder', { tier });
}
