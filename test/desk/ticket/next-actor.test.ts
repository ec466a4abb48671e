import { describe, expect, it } from 'vitest';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import { handOf, stateOf, TICKET_STATES, type TicketState } from '../../../src/desk/ticket/case/state.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { nextIn } from '../../../src/desk/ticket/verb/next.ts';
import { decideStep, refusalOf } from '../../../src/desk/ticket/verb/step.ts';
import { ASKED_VERBS, type AskedVerb, offerOf } from '../../../src/desk/ticket/verb/table.ts';
import type { Actor } from '../../../src/desk/ticket/verb/verb.ts';
import { buttonsOf, offeredOn } from '../../../src/desk/ticket/view/button.ts';
import { nextActorOf, nextWords, staffActing } from '../../../src/desk/ticket/view/next-actor.ts';
import { MINUTE } from '../../../src/lib/instant.ts';
import { LANGUAGES } from '../../../src/lib/language.ts';
import { type Story, storiesOf } from '../../support/story.ts';
import { withTriage } from '../../support/triage-book.ts';

const PRESETS = ['telecom-province', 'bureau-system', 'security-vendor', 'network-security', 'video-conference'];
const ID = 1 as TicketId;
const KINDS = ['fault', 'question', 'requirement'] as const;

/** States whose next actor has the button on a card of their own, not on the ticket's. */
const ON_OWN_CARD: readonly TicketState[] = ['site-left', 'report-owed', 'in-review', 'dispatch-asked'];

/** Small and seeded, so that a failure comes again. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function actorFor(key: string, { source }: Story): Actor {
  const roles = source.people[key]?.roles ?? [];
  const staff = key !== 'customer';
  return { key, staff, roles, director: roles.includes('director'), manager: roles.includes('manager') };
}

/** Fills in what the verb needs beside the ticket. */
const DETAILS: Readonly<Record<string, object>> = {
  assign: { to: 'engineer2' },
  deliver: { paper: 'requirement-reply', reply: { solution: 'yes', impact: '', effort: '', plan: '', goLive: '' } },
  'ask-consent': { purpose: 'operation', text: 'reboot' },
  'record-consent': { purpose: 'operation', agreed: true, text: 'by phone' },
  callback: { callback: { phone: '138', contact: '', company: '', until: 0 } },
  'declare-incident': { text: '', speaker: 'manager1', group: ['manager1'], planApproval: ['director', 'customer'] },
  'raise-tier': { tier: 2 },
  dispatch: { to: ['engineer2'] },
  resolve: { fix: 'workaround' },
  triage: { to: 'engineer2' },
};
/** They need another ticket, or facts of the customer. */
const LEFT_OUT: readonly AskedVerb[] = ['merge', 'duplicate', 'correct', 'set-level', 'set-outage', 'end-outage'];

function walk(story: Story, seed: number, steps: number, see: (story: Story, ticket: Story['ticket']) => void): void {
  const dice = createDice(seed);
  const log = [...story.log];
  const keys = ['customer', ...Object.keys(story.source.people)];
  const verbs = [...ASKED_VERBS.filter((verb) => !LEFT_OUT.includes(verb)), 'leave-site', 'confirm-leave'] as const;
  let now = story.ticket.asOfAt;
  let ticket = story.ticket;
  see(story, ticket);
  for (let done = 0, tried = 0; done < steps && tried < steps * 200; tried += 1) {
    // Often the one who acts next does something, now and then what they are asked for; else anyone tries anything.
    const next = dice(2) === 0 ? nextActorOf(ticket, story.terms.policy) : undefined;
    const asked = next && (staffActing(next.who, ticket, story.source, story.terms.policy)[0] ?? 'customer');
    const does = dice(8) === 0 ? next?.does : undefined;
    const verb = does ?? verbs[dice(verbs.length)] ?? 'update';
    const by = actorFor(asked ?? (dice(2) === 0 ? 'customer' : (keys[dice(keys.length)] ?? 'customer')), story);
    // Most walks go on: few cases are taken back by staff.
    if (verb === 'withdraw' && by.staff && dice(20) > 0) continue;
    const details = { text: `words ${tried}`, ...DETAILS[verb] };
    const at = { ticket, terms: story.terms, by, now: now + MINUTE };
    if (refusalOf(verb, at, details)) continue;
    now += dice(20) === 0 ? 150 * MINUTE : MINUTE;
    const taken = decideStep(ticket, { verb, ...details } as never, story.terms, by, now);
    if (!taken.ok) continue;
    log.push(...taken.value.added);
    ticket = taken.value.ticket;
    done += 1;
    see(story, ticket);
  }
  expect(foldTicket(log), 'the log and the walk agree').toEqual(ticket);
}

const stories = await Promise.all([
  ...PRESETS.map((preset) => storiesOf(preset)),
  // Where the review of new tickets comes first, no engineer has them before.
  storiesOf('bureau-system', withTriage),
]);
const begun = (): Story[] =>
  stories.flatMap((tell) => KINDS.map((kind) => tell().report('10:00', { kind, title: 'core switch down' })));

describe('who acts next', () => {
  it('is exactly one in every state that people and time can bring about, with the button on their card', () => {
    const seen = new Set<TicketState>();
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
      for (const story of begun())
        walk(story, seed, 60, ({ source, terms }, ticket) => {
          const state = stateOf(ticket, terms.policy);
          seen.add(state);
          const next = nextActorOf(ticket, terms.policy);
          if (state === 'closed' || state === 'withdrawn') return expect(next).toBeUndefined();
          expect(next, state).toBeDefined();
          if (!next) return;
          for (const language of LANGUAGES) {
            const words = nextWords(ticket, { source, terms, language });
            expect(words, state).toMatch(language === 'en' ? /^\S.*, to \S/ : /\S\S/);
          }
          const people = staffActing(next.who, ticket, source, terms.policy);
          expect([next.who === 'customer', people.length > 0].filter(Boolean), state).toHaveLength(1);
          if (ON_OWN_CARD.includes(state)) return;
          const side = next.who === 'customer' ? 'customer' : 'team';
          const { main, more } = buttonsOf(ID, ticket, { source, terms, language: 'en' }, side);
          const commands = [...main, ...more].map(({ command }) => command);
          expect(commands, `${state} ${side}`).toContain(`ticket.${next.does}`);
          expect(main.length, state).toBeLessThanOrEqual(2);
          if (next.told === 'channel' || next.told === 'direct')
            expect(main[0]?.command, `${state} begins with it`).toMatch(
              next.does === 'acknowledge' ? /./ : new RegExp(`ticket\\.(acknowledge|${next.does})$`),
            );
        });
    const reachable = Object.keys(nextInAll());
    expect([...seen].sort()).toEqual([...reachable, 'closed', 'withdrawn'].sort());
  });

  it('goes into other hands whenever another person has to act, so that they are told', () => {
    for (const seed of [11, 12])
      for (const story of begun()) {
        let before = story.ticket;
        const actors = (ticket: Story['ticket'], state: TicketState) => {
          const who = nextIn(state)?.who;
          // Those who visit the site are the assignee, where no one else was sent.
          if (!who || who === 'customer') return who;
          return String(staffActing(who, ticket, story.source, story.terms.policy));
        };
        walk(story, seed, 30, (_, ticket) => {
          const [was, is] = [stateOf(before, undefined), stateOf(ticket, undefined)];
          const [one, other] = [actors(before, was), actors(ticket, is)];
          if (one !== other) expect(handOf(ticket), `${was} → ${is}`).not.toBe(handOf(before));
          if (handOf(ticket) !== handOf(before)) expect(ticket.handedNo).toBeGreaterThan(before.handedNo ?? 0);
          before = ticket;
        });
      }
  });

  it('no main button of a card would be refused', () => {
    for (const story of begun())
      walk(story, 21, 30, ({ source, terms }, ticket) => {
        const card = { source, terms, language: 'en' } as const;
        for (const side of ['team', 'customer'] as const)
          for (const { command } of buttonsOf(ID, ticket, card, side).main) {
            const verb = ASKED_VERBS.find((each) => command === `ticket.${each}`);
            if (!verb) continue;
            expect(offerOf(verb, ticket, offeredOn(ticket, card, side))).toBeDefined();
            const by = actorFor(side === 'customer' ? 'customer' : (ticket.assignee ?? 'engineer1'), story);
            const refusal = refusalOf(verb, { ticket, terms, by, now: ticket.asOfAt }, {});
            expect(refusal, `${command} on the ${side}'s card`).toBeUndefined();
          }
      });
  });
});

function nextInAll(): Record<string, true> {
  const all = {} as Record<string, true>;
  for (const state of TICKET_STATES) if (nextIn(state)) all[state] = true;
  return all;
}
