import { describe, expect, it } from 'vitest';
import { renderCard } from '../../../src/adapter/feishu/say/render.ts';
import { renderText } from '../../../src/adapter/feishu/say/render-text.ts';
import { renderPost } from '../../../src/adapter/slack/say/render.ts';
import type { BookSource } from '../../../src/desk/book/schema.ts';
import { stateOf } from '../../../src/desk/ticket/case/state.ts';
import type { Ticket, TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { brokenPromiseNotices } from '../../../src/desk/ticket/view/broken-promise.ts';
import { handOverNotices } from '../../../src/desk/ticket/view/next-card.ts';
import type { Notice } from '../../../src/outbox/notice.ts';
import { type Story, storiesOf } from '../../support/story.ts';

const telecom = await storiesOf('telecom-province');
/** No service desk confirms that the site was left. */
const vendor = await storiesOf('security-vendor');
const ID = 1 as TicketId;
const USERS = {
  slack: { customer: 'UCUSTOMER', engineer: 'UENGINEER' },
  feishu: { customer: 'ou_customer', engineer: 'ou_engineer' },
};
type Platform = keyof typeof USERS;

/** The sample book with its customer's channel, its customer's person and its engineer on one platform. */
function on(platform: Platform, { source }: Story): BookSource {
  const { customer, engineer } = USERS[platform];
  const [channel = '', found] = Object.entries(source.channels).find(([, each]) => each.purpose === 'customer') ?? [];
  const { sample } = source.customers;
  const { engineer1 } = source.people;
  if (!found || !sample || !engineer1) throw new Error('not the sample book');
  const person = { name: { zh: '陈静', en: 'Chen Jing' }, ids: { [platform]: customer } };
  return {
    ...source,
    channels: { ...source.channels, [channel]: { ...found, platform, id: 'C1' } },
    customers: { ...source.customers, sample: { ...sample, people: [person] } },
    people: { ...source.people, engineer1: { ...engineer1, ids: { [platform]: engineer } } },
  };
}

const acknowledged = () => telecom().report('10:00', { level: 'severe' }).step('10:05', 'acknowledge');

/** What a step tells the one who acts next. */
function toldBy(story: Story, step: (story: Story) => Story, platform: Platform): Notice[] {
  const before: Ticket = story.ticket;
  const known = story.log.length;
  const after = step(story);
  const house = { source: on(platform, after), terms: after.terms, speaksBoth: () => false, links: {} as never };
  const change = { id: ID, before, after: after.ticket, added: after.log.slice(known) };
  const all = [...handOverNotices(change, house), ...brokenPromiseNotices(change, house)];
  return all.filter(({ post }) => post.line !== '');
}

const HAND_OVERS: readonly [string, 'customer' | 'engineer', () => Story, (story: Story) => Story, string][] = [
  [
    'a question',
    'customer',
    acknowledged,
    (it) => it.step('10:06', 'ask-customer', { text: 'which rack?' }),
    'customer-answered',
  ],
  ['a fix', 'customer', acknowledged, (it) => it.step('10:06', 'resolve', { text: 'new fan' }), 'confirm'],
  [
    'a plan',
    'customer',
    () => acknowledged().step('10:06', 'submit-plan', { text: 'swap' }),
    (it) => it.step('10:07', 'approve-plan'),
    'approve-plan',
  ],
  [
    'an answer',
    'engineer',
    () => acknowledged().step('10:06', 'ask-customer', { text: 'which rack?' }),
    (it) => it.step('10:07', 'customer-answered', { text: 'rack 7' }),
    'resolve',
  ],
  [
    'a fix that did not hold',
    'engineer',
    () => acknowledged().step('10:06', 'resolve'),
    (it) => it.step('10:07', 'reject-fix', { text: 'still hot' }),
    'resolve',
  ],
  [
    'a ticket of their own',
    'engineer',
    () => acknowledged().step('10:06', 'assign', { to: 'engineer2' }),
    (it) => it.step('10:07', 'assign', { to: 'engineer1', by: 'desk' }),
    'resolve',
  ],
  [
    'a ticket that is new',
    'engineer',
    () => telecom().report('10:00', { level: 'severe' }).step('10:01', 'assign', { to: 'engineer2' }),
    (it) => it.step('10:02', 'assign', { to: 'engineer1', by: 'desk' }),
    'acknowledge',
  ],
  [
    'the question whether they may leave',
    'customer',
    () => acknowledged().step('10:20', 'arrive'),
    (it) => it.step('10:21', 'ask-leave', { text: 'the part comes tomorrow' }),
    'agree-leave',
  ],
  [
    'the word on leaving',
    'engineer',
    () => acknowledged().step('10:20', 'arrive').step('10:21', 'ask-leave', { text: 'the part comes tomorrow' }),
    (it) => it.step('10:22', 'agree-leave', { by: 'customer' }),
    'leave-site',
  ],
  [
    'the final repair after a workaround',
    'engineer',
    () => acknowledged().step('10:06', 'resolve', { text: 'rebooted', fix: 'workaround' }),
    (it) => it.step('10:07', 'confirm'),
    'final-repair',
  ],
  [
    'a broken promise',
    'engineer',
    () => telecom().report('10:00', { level: 'severe' }),
    (it) => it.until('10:10'),
    'acknowledge',
  ],
];

describe.each(['slack', 'feishu'] as const)('the card "your turn" on %s', (platform) => {
  it.each(HAND_OVERS)('mentions the one who acts, with the button: %s to the %s', (_, who, begin, step, verb) => {
    const told = toldBy(begin(), step, platform);
    expect(told.map(({ audience }) => audience)).toEqual([who === 'customer' ? 'customer' : 'engineer1']);
    const [notice] = told;
    const user = USERS[platform][who];
    expect(notice?.place).toMatchObject({ platform, channelId: who === 'customer' ? 'C1' : `@${user}` });
    const post = notice?.post;
    if (!post?.card) throw new Error('no card');
    const said = { ...post, card: post.card };
    const shown = JSON.stringify(platform === 'slack' ? renderPost(said) : renderCard(said));
    expect(shown).toContain(platform === 'slack' ? `<@${user}>` : `<at id=${user}></at>`);
    expect(shown).toContain(`ticket.${verb}`);
    if (platform === 'feishu') expect(renderText({ ...said, card: undefined })).toContain(user);
  });

  it('leaves a dispatch to its own card until the one who was sent has left the site, who is not the assignee', () => {
    const begun = () => vendor().report('10:00').step('10:05', 'acknowledge');
    const sent = () => begun().step('10:06', 'dispatch', { to: 'engineer2' });
    expect(toldBy(begun(), (it) => it.step('10:06', 'dispatch', { to: 'engineer2' }), platform)).toEqual([]);
    const accepts = (it: Story) => it.step('10:07', 'accept-dispatch', { by: 'engineer2' });
    expect(toldBy(sent(), accepts, platform)).toEqual([]);
    const declines = (it: Story) => it.step('10:07', 'decline-dispatch', { by: 'engineer2', text: 'on leave' });
    expect(toldBy(sent(), declines, platform)).toEqual([]);
    expect(stateOf(declines(sent()).ticket, undefined)).toBe('dispatch-declined');
    const there = () => accepts(sent()).step('10:20', 'arrive', { by: 'engineer2' });
    const leaves = (it: Story) => it.step('10:25', 'leave-site', { by: 'engineer2' });
    expect(toldBy(there(), leaves, platform).map(({ audience }) => audience)).toEqual(['engineer1']);
  });

  it('pings no one who has just acted', () => {
    const step = (it: Story) => it.step('10:06', 'customer-answered', { by: 'engineer1', text: 'by phone: rack 7' });
    expect(toldBy(acknowledged().step('10:05', 'ask-customer', { text: 'which?' }), step, platform)).toEqual([]);
    expect(toldBy(acknowledged(), (it) => it.step('10:06', 'update', { text: 'on it' }), platform)).toEqual([]);
  });
});
