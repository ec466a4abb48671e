import { describe, expect, it } from 'vitest';
import { decideStep } from '../../../src/desk/ticket/verb/step.ts';
import type { Step } from '../../../src/desk/ticket/verb/table.ts';
import type { Actor } from '../../../src/desk/ticket/verb/verb.ts';
import { hasText } from '../../../src/i18n/i18n.ts';
import { refusalWords } from '../../../src/i18n/refusal.ts';
import { LANGUAGES } from '../../../src/lib/language.ts';
import { type Story, storiesOf } from '../../support/story.ts';
import { tellInstant } from '../../support/story-time.ts';

const telecom = await storiesOf('telecom-province');
const network = await storiesOf('network-security');

const LI: Actor = { key: 'engineer1', staff: true, director: false };
const ZHANG: Actor = { key: 'engineer2', staff: true, director: false };
const CUSTOMER: Actor = { key: 'customer', staff: false, director: false };

function ask({ ticket, terms }: Story, at: string, step: Step, by: Actor) {
  return decideStep(ticket, step, terms, by, tellInstant(at, '2026-11-23'));
}

describe('two people press the same button', () => {
  it('the second person reads who was first', () => {
    const story = telecom().report('10:00').step('10:05', 'acknowledge', { by: 'engineer1' });
    expect(ask(story, '10:05', { verb: 'acknowledge' }, ZHANG)).toEqual({
      ok: false,
      code: 'ticket.already-acknowledged',
      params: { by: 'engineer1' },
    });
  });

  it('a person who presses twice is told so and changes nothing', () => {
    const story = telecom().report('10:00').step('10:05', 'acknowledge').step('10:06', 'acknowledge');
    expect(story.told().slice(1)).toEqual([
      '10:05 ticket.acknowledged by engineer1',
      '10:06 refused acknowledge: ticket.already-acknowledged',
    ]);
  });
});

describe('what not everyone may do', () => {
  it.each([
    'acknowledge',
    'assign',
    'tell-customer',
    'ask-customer',
    'submit-plan',
    'propose-workaround',
    'dispatch',
    'arrive',
    'leave-site',
    'raise-tier',
    'set-level',
    'set-outage',
    'end-outage',
    'answer',
    'resolve',
    'deliver',
  ] as const)('a customer may not %s', (verb) => {
    const story = telecom().report('10:00').step('10:05', verb, { by: 'customer' });
    expect(story.told('refused')).toEqual([`10:05 refused ${verb}: ticket.staff-only`]);
  });

  it.each(['confirm', 'reject-fix'] as const)('staff may not %s in the name of the customer', (verb) => {
    const story = telecom().report('10:00').step('10:05', 'resolve').step('10:06', verb, { by: 'manager3' });
    expect(story.told('refused')).toEqual([`10:06 refused ${verb}: ticket.customer-only`]);
  });

  it('staff may record an answer that the customer gave them', () => {
    const story = telecom()
      .report('10:00')
      .step('10:05', 'ask-customer')
      .step('10:20', 'customer-answered', { by: 'engineer1' });
    expect(story.told('refused')).toEqual([]);
  });

  it('a plan is approved by the one it waits for: an engineer neither for the director nor for the customer', () => {
    const atDirector = telecom().report('10:00').step('10:05', 'submit-plan');
    expect(ask(atDirector, '10:06', { verb: 'approve-plan' }, LI)).toMatchObject({
      code: 'ticket.plan-waits.director',
    });
    const atCustomer = network().report('10:00').step('10:05', 'submit-plan');
    expect(ask(atCustomer, '10:06', { verb: 'approve-plan' }, LI)).toMatchObject({
      code: 'ticket.plan-waits.customer',
    });
    expect(ask(atCustomer, '10:06', { verb: 'approve-plan' }, CUSTOMER)).toMatchObject({ ok: true });
  });
});

describe('what does not fit the state', () => {
  it.each([
    ['customer-answered', {}, 'ticket.nothing-asked'],
    ['approve-plan', {}, 'ticket.no-plan'],
    ['reject-plan', {}, 'ticket.no-plan'],
    ['end-outage', {}, 'ticket.no-outage'],
    ['undo-acknowledge', {}, 'ticket.not-acknowledged'],
    ['confirm', {}, 'ticket.not-resolved'],
    ['reject-fix', {}, 'ticket.not-resolved'],
    ['set-level', { level: 'general' }, 'ticket.same-level'],
    ['set-level', { level: 'p1' }, 'ticket.unknown-level'],
    ['raise-tier', { tier: 1 }, 'ticket.unknown-tier'],
    ['raise-tier', { tier: 5 }, 'ticket.unknown-tier'],
  ] as const)('%s %o on a new ticket is refused', (verb, about, code) => {
    const story = telecom().report('10:00').step('10:05', verb, about);
    expect(story.told('refused')).toEqual([`10:05 refused ${verb}: ${code}`]);
    expect(story.log).toHaveLength(1);
  });

  it('a closed ticket accepts only that the engineer left the site', () => {
    const closed = () => telecom().report('10:00').step('10:05', 'resolve').step('10:06', 'confirm');
    for (const verb of ['acknowledge', 'update', 'resolve', 'assign', 'confirm', 'reject-fix'] as const)
      expect(closed().step('10:10', verb, { to: 'engineer2' }).told('refused')).toEqual([
        `10:10 refused ${verb}: ticket.already-closed`,
      ]);
    expect(closed().step('10:10', 'leave-site').told('refused')).toEqual([]);
  });

  it('a refusal of an unknown level or tier names the known ones', () => {
    const story = telecom().report('10:00');
    const refused = ask(story, '10:05', { verb: 'set-level', level: 'p1' }, LI);
    expect(refused.ok ? {} : refusalWords(refused.params, 'en')).toEqual({
      level: 'p1',
      allowed: 'Catastrophic, Major, Severe, General',
    });
    expect(ask(story, '10:05', { verb: 'raise-tier', tier: 9 }, LI)).toMatchObject({ params: { allowed: '2, 3, 4' } });
  });

  it('every refusal has its words in both languages', () => {
    const codes = ['already-acknowledged', 'acknowledged-by-other', 'already-closed', 'already-resolved', 'staff-only']
      .concat(['customer-only', 'faults-only', 'questions-only', 'requirements-only', 'nothing-asked', 'no-plan'])
      .concat(['plan-waits.director', 'plan-waits.customer', 'no-outage', 'outage-in-future', 'not-acknowledged'])
      .concat(['undo-too-late', 'not-resolved', 'same-level', 'unknown-level', 'unknown-tier', 'tier-not-higher']);
    for (const language of LANGUAGES)
      for (const code of codes) expect(hasText(language, `ticket.${code}`), `${language} ${code}`).toBe(true);
  });
});
