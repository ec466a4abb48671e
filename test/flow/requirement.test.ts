import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { dateName } from '../../src/i18n/when.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const REPLY = {
  solution: 'export by month',
  impact: 'none on billing',
  effort: '5 days',
  plan: 'build, test, roll out',
  goLive: '2026-10-15',
};

eachHouse((open, language) => {
  async function replied(
    values: Partial<typeof REPLY> = {},
  ): Promise<{ house: TestHouse; refused: string | undefined }> {
    const house = await open({ book: await sampleBook(language, 'bureau-system') });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'we need an export', kind: 'requirement' });
    const { form } = await house.press('engineer1', 'team', 'ticket.deliver');
    expect(form?.fields.map(({ name, required }) => [name, required])).toEqual([
      ['solution', true],
      ['impact', false],
      ['effort', false],
      ['plan', false],
      ['goLive', false],
    ]);
    if (!form) throw new Error('no form');
    return { house, ...(await house.submit('engineer1', 'team', form, { ...REPLY, ...values })) };
  }
  const commands = (house: TestHouse, channel: string) =>
    buttonsOn(house.seen(channel).cards.find(({ subject }) => subject === 'ticket/1')).map(({ command }) => command);
  const words = (house: TestHouse, channel: string) =>
    wordsOf(house.seen(channel).cards.find(({ subject }) => subject === 'ticket/1'));

  it('the written reply is on the customer’s card; they confirm, and work starts for the date that was named (A5)', async () => {
    const { house } = await replied();
    const { goLive, ...said } = REPLY;
    const date = dateName(language, goLive);
    for (const text of Object.values(said)) expect(words(house, SHARED)).toContain(text);
    expect(words(house, SHARED)).toContain(t(language, 'card.go-live.proposed', { date }));
    expect(commands(house, SHARED).slice(0, 2)).toEqual(['ticket.accept-reply', 'ticket.reject-fix']);
    await house.press(REPORTER, SHARED, 'ticket.accept-reply');
    for (const channel of ['team', SHARED])
      expect(words(house, channel)).toContain(t(language, 'card.go-live.confirmed', { date }));
    expect((await house.say(REPORTER, SHARED, '/desk accept T-1')).refused).toBe('ticket.no-reply');
    expect((await house.say(REPORTER, SHARED, '/desk confirm T-1')).refused).toBe('ticket.not-resolved');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    await house.press(REPORTER, SHARED, 'ticket.confirm');
    expect(words(house, SHARED)).toContain(t(language, 'card.closed'));
  });

  it('sent back, it is written again, beginning with its text', async () => {
    const { house } = await replied();
    const { form: why } = await house.press(REPORTER, SHARED, 'ticket.reject-fix');
    if (why) await house.submit(REPORTER, SHARED, why, { text: 'too late' });
    const { form } = await house.press('engineer1', 'team', 'ticket.deliver');
    expect(form?.fields.find(({ name }) => name === 'solution')?.initial).toBe(REPLY.solution);
    if (!form) throw new Error('no form');
    await house.submit('engineer1', 'team', form, { ...REPLY, goLive: '10/9' });
    expect(words(house, SHARED)).toContain(dateName(language, '2026-10-09'));
    expect(commands(house, SHARED)).toContain('ticket.accept-reply');
  });

  it.each([
    ['2026-09-27', 'ticket.go-live-past'],
    ['some day', 'input.not-a-date'],
    ['2026-02-30', 'input.no-such-day'],
  ])('a go-live date %s is refused: %s', async (goLive, code) => {
    expect((await replied({ goLive })).refused).toBe(code);
  });

  it('only the customer confirms', async () => {
    const { house } = await replied();
    const forged = await house.forge('engineer1', 'team', 'ticket.accept-reply', { ticket: 'T-1' });
    expect(forged.refused).toBe('ticket.customer-only');
  });
});
