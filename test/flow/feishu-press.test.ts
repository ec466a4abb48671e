import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feishuId } from '../support/feishu-book.ts';
import { overrunsOfCard } from '../support/feishu-card-rules.ts';
import { ENGINEER, type FeishuHouse, openFeishuHouse, REPORTER, TEAM } from '../support/feishu-house.ts';
import { actionFor, messageOf, pressOf } from '../support/feishu-payload.ts';
import { until } from '../support/until.ts';

const OTHER = { user: feishuId('ou', 'engineer2'), chat: TEAM };

let house: FeishuHouse;
beforeEach(async () => {
  house = await openFeishuHouse();
});
afterEach(() => house.close());

async function report() {
  await house.give(messageOf({ text: '/fault core switch down' }, REPORTER));
  return until('the card', async () => house.in(TEAM).find(({ type }) => type === 'interactive'));
}
const cardNow = () => house.in(TEAM).find(({ type }) => type === 'interactive');
const wordsOf = (value: unknown) => JSON.stringify(value);

const offers = (card: unknown, command: string) => wordsOf(card).includes(command);

describe('a press on a card that has changed', () => {
  it('of two people at once counts for one; the other is told who was first, and has the fresh card', async () => {
    const card = await report();
    const acknowledge = actionFor(card.content, 'ticket.acknowledge');
    const answers = await Promise.all([ENGINEER, OTHER].map((by) => house.give(pressOf(acknowledge, by, card.id))));
    expect(answers.map(({ toast }) => toast?.type).sort()).toEqual(['success', 'warning']);
    const warned = answers.find(({ toast }) => toast?.type === 'warning');
    expect(warned?.toast?.content).toMatch(/acknowledged it already|已先响应/);
    expect(warned?.card?.type).toBe('raw');
    const data = warned?.card?.data as Readonly<Record<string, unknown>>;
    expect(overrunsOfCard(data)).toEqual([]);
    expect([offers(data, 'ticket.acknowledge"'), offers(data, 'ticket.resolve')]).toEqual([false, true]);
    expect(wordsOf(data)).toBe(wordsOf(cardNow()?.content).replace(/<at id=\w+><\/at> ?/, ''));
  });

  it('does nothing by an option that the card no longer has', async () => {
    const card = await report();
    const arrive = actionFor(card.content, 'ticket.arrive');
    expect(await house.give(pressOf(arrive, ENGINEER, card.id))).toMatchObject({ toast: { type: 'success' } });
    const before = house.in(TEAM).length;
    const answer = await house.give(pressOf(arrive, OTHER, card.id));
    expect(answer).toMatchObject({ toast: { type: 'warning' }, card: { type: 'raw' } });
    expect(answer.toast?.content).toMatch(/meanwhile|已有变化/);
    expect(offers(answer.card, 'ticket.arrive')).toBe(false);
    expect(house.in(TEAM)).toHaveLength(before);
  });

  it('is a press where the button still stands', async () => {
    const card = await report();
    const arrive = actionFor(card.content, 'ticket.arrive');
    await house.give(pressOf(actionFor(card.content, 'ticket.acknowledge'), OTHER, card.id));
    const answer = await house.give(pressOf(arrive, ENGINEER, card.id));
    expect(answer).toMatchObject({ toast: { type: 'success' } });
    expect(answer).not.toHaveProperty('card');
    expect(offers(cardNow()?.content, 'ticket.arrive')).toBe(false);
  });

  it('brings the card up to date for all who see it', async () => {
    const card = await report();
    const arrive = actionFor(card.content, 'ticket.arrive');
    await house.give(pressOf(arrive, ENGINEER, card.id));
    const patches = () => house.feishu.calls.filter((call) => call === 'PATCH im/v1/messages/:id').length;
    const before = patches();
    await house.give(pressOf(arrive, OTHER, card.id));
    expect(patches()).toBe(before + 1);
  });

  it('that is refused on the card as it stands is an error, and leaves the card alone', async () => {
    const card = await report();
    await house.give(pressOf(actionFor(card.content, 'ticket.acknowledge'), ENGINEER, card.id));
    const undo = actionFor(cardNow()?.content, 'ticket.undo-acknowledge');
    const answer = await house.give(pressOf(undo, OTHER, card.id));
    expect(answer).toMatchObject({ toast: { type: 'error' } });
    expect(answer).not.toHaveProperty('card');
  });

  it('shows a customer nothing of what stands on the team’s card', async () => {
    const card = await report();
    const answer = await house.give(pressOf(actionFor(card.content, 'ticket.acknowledge'), REPORTER, card.id));
    expect(answer).toMatchObject({ toast: { type: 'warning' } });
    expect(wordsOf(answer.card)).not.toMatch(/ticket\.(resolve|acknowledge|arrive)/);
    expect(offers(cardNow()?.content, 'ticket.acknowledge')).toBe(true);
  });
});
