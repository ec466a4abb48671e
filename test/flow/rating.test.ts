import { expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { Told } from '../support/asking.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';
import { storedIn } from '../support/stored.ts';

const COLLEAGUE = 'customer-sample-2';

eachHouse((open, language) => {
  async function closed(house?: TestHouse): Promise<TestHouse> {
    const own = house ?? (await open({ book: withRival(await sampleBook(language)) }));
    if (!house) await own.say(REPORTER, SHARED, '/fault core switch down');
    await own.say('engineer1', 'team', '/desk resolve T-1');
    expect((await own.say(REPORTER, SHARED, '/desk confirm T-1')).refused).toBeUndefined();
    return own;
  }
  const scored = (score: number) => t(language, 'card.rated', { score });

  it('the person who confirms a fix is asked for a score and gives it by one tap: thanks on the card, the score in the log and on the ticket', async () => {
    const house = await closed();
    const [card] = ratingsIn(house);
    expect(wordsOf(card)).toContain('T-1 · core switch down');
    expect(stepsOn(card)).toEqual(['1', '2', '3', '4', '5']);
    expect(house.seen(SHARED).messages.find((each) => each.card === card)?.mentions, 'who reported is called').toEqual([
      REPORTER,
    ]);
    const told = await tap(house, 4);
    expect([told.refused, told.text]).toEqual([undefined, '']);
    const words = wordsOf(ratingsIn(house)[0]);
    for (const text of [t(language, 'rating.thanks'), scored(4), t(language, 'score.4'), REPORTER])
      expect(words).toContain(text);
    expect(ratingsIn(house)).toHaveLength(1);
    for (const channel of [SHARED, 'team']) expect(ticketIn(house, channel)).toContain(scored(4));
    expect(house.seen('team').lines.at(-1)).toBe(t(language, 'line.ticket.updated.rate', { by: REPORTER, score: 4 }));
    const log = await house.say('engineer1', 'team', '/desk log T-1');
    expect(wordsOf(log.card)).toContain(t(language, 'line.ticket.updated.rate', { by: REPORTER, score: 4 }));
    expect(lowIn(house, '@desk'), 'nobody is alarmed by a good score').toEqual([]);
    await house.forward({ days: 20 });
    expect(house.seen(SHARED).lines.join(), 'nor is anybody reminded').not.toContain(reminder(language));
  });

  it('the same tap twice counts once; another score replaces it, also by a colleague of theirs', async () => {
    const house = await closed();
    await tap(house, 5);
    const [before, seen] = [await entriesIn(house), house.seen()];
    await tap(house, 5);
    expect([await entriesIn(house), house.seen()]).toEqual([before, seen]);
    await tap(house, 3, COLLEAGUE);
    expect(wordsOf(ratingsIn(house)[0])).toContain(scored(3));
    expect(wordsOf(ratingsIn(house)[0])).toContain(COLLEAGUE);
    expect(ticketIn(house, 'team')).toContain(scored(3));
    expect(await entriesIn(house)).toEqual(['rating.asked', 'rating.given', 'rating.given']);
  });

  it('a form takes a remark and the survey of C7', async () => {
    const house = await closed();
    await tap(house, 4);
    const { form } = await house.press(REPORTER, SHARED, 'rating.say-more');
    expect(must(form).fields.map(({ name }) => name)).toEqual([
      'remark',
      ...['skill', 'professionalism', 'attitude', 'contact', 'response', 'maintenance'],
    ]);
    const values = { remark: 'quick and friendly', attitude: '5', response: '' };
    expect((await house.submit(REPORTER, SHARED, must(form), values)).refused).toBeUndefined();
    const words = wordsOf(ratingsIn(house)[0]);
    for (const text of ['quick and friendly', t(language, 'survey.attitude'), t(language, 'score.5')])
      expect(words).toContain(text);
    expect(words).not.toContain(t(language, 'survey.response'));
    expect(house.seen('team').lines.at(-1)).toContain('quick and friendly');
    const again = await house.press(REPORTER, SHARED, 'rating.say-more');
    const initial = Object.fromEntries(must(again.form).fields.map((field) => [field.name, field.initial]));
    expect(initial).toMatchObject({ remark: 'quick and friendly', attitude: '5', response: '' });
    const wrong = await house.submit(REPORTER, SHARED, must(form), { attitude: '6' });
    expect(wrong.refused).toBe('input.not-understood');
  });

  it('without an answer there is one reminder, in office hours; a tap after the time is over gets a kind answer and does not count', async () => {
    const house = await closed();
    await house.forward({ days: 1 });
    expect(reminders(house)).toBe(0);
    await house.forward({ days: 10 });
    expect(reminders(house)).toBe(1);
    expect(ratingsIn(house)).toHaveLength(1);
    await house.forward({ days: 4 });
    expect([reminders(house), stepsOn(ratingsIn(house)[0])]).toEqual([1, ['1', '2', '3', '4', '5']]);
    const late = await tap(house, 1);
    expect([late.refused, late.text]).toEqual([undefined, t(language, 'rating.too-late')]);
    expect(wordsOf(ratingsIn(house)[0])).toContain(t(language, 'rating.over'));
    expect(stepsOn(ratingsIn(house)[0])).toEqual([]);
    expect(ticketIn(house, 'team')).not.toContain(scored(1));
    expect(lowIn(house, '@desk')).toEqual([]);
    const seen = house.seen();
    expect((await forge(house, { score: '5' })).text).toBe(t(language, 'rating.too-late'));
    expect(house.seen()).toEqual(seen);
  });

  it('a score after the reminder counts', async () => {
    const house = await closed();
    await house.forward({ days: 11 });
    await tap(house, 5);
    expect(ticketIn(house, SHARED)).toContain(scored(5));
  });

  it('a low score is told to the service desk once, which reopens the ticket for it; the score is void and the next fix is rated again', async () => {
    const house = await closed();
    await tap(house, 1);
    const [low] = lowIn(house, '@desk');
    expect(house.seen('@desk').mentions).toContain('desk');
    expect(wordsOf(low)).toContain(t(language, 'score.1'));
    expect(buttonsOn(low).map(({ command }) => command)).toEqual(['rating.reopen', 'complaint.open']);
    expect(wordsOf(ratingsIn(house)[0])).toContain(t(language, 'rating.sorry'));
    const { form } = await house.press(REPORTER, SHARED, 'rating.say-more');
    await house.submit(REPORTER, SHARED, must(form), { remark: 'down again' });
    await tap(house, 2);
    const lows = lowIn(house, '@desk');
    expect(lows).toHaveLength(1);
    for (const text of [t(language, 'score.2'), 'down again']) expect(wordsOf(lows[0])).toContain(text);
    expect(lowLines(house, language), 'heard once').toBe(1);

    const reopened = await house.press('desk', '@desk', 'rating.reopen');
    expect(reopened.refused).toBeUndefined();
    expect(house.seen('team').lines.at(-1)).toContain('down again');
    expect(wordsOf(ratingsIn(house)[0])).toContain(t(language, 'rating.void'));
    expect(buttonsOn(ratingsIn(house)[0])).toEqual([]);
    expect(buttonsOn(lowIn(house, '@desk')[0])).toEqual([]);
    expect(ticketIn(house, SHARED)).not.toContain(`${t(language, 'card.field.rating')}\n${scored(2)}`);
    expect((await forge(house, { score: '5' })).refused).toBe('rating.void');

    await closed(house);
    expect(ratingsIn(house).map((card) => stepsOn(card).length)).toEqual([0, 5]);
    await tap(house, 5);
    expect(ticketIn(house, SHARED)).toContain(scored(5));
    await house.forward({ days: 20 });
    expect(reminders(house)).toBe(0);
  });

  it('the card offers a complaint after a low score, not after a high one', async () => {
    const house = await closed();
    await tap(house, 3);
    expect(buttonsOn(ratingsIn(house)[0]).map(({ command }) => command)).not.toContain('complaint.open');
    await tap(house, 2);
    const complain = buttonsOn(ratingsIn(house)[0]).find(({ command }) => command === 'complaint.open');
    expect(complain?.args).toEqual({ ticket: 'T-1' });
  });

  it('a customer with an open complaint is asked when it is closed; another customer is asked at once', async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say(REPORTER, SHARED, '/complaint nobody picks up the phone');
    await closed(house);
    await house.forward({ days: 3 });
    expect(ratingsIn(house)).toEqual([]);
    await house.say('customer-rival-1', 'customer-rival', '/fault theirs');
    await house.say('engineer1', 'team', '/desk resolve T-2');
    await house.say('customer-rival-1', 'customer-rival', '/desk confirm T-2');
    expect(ratingsIn(house, 'customer-rival')).toHaveLength(1);

    await house.say('manager1', '@manager1', '/desk answer-complaint C-1 sorry');
    expect(ratingsIn(house)).toEqual([]);
    await house.say(REPORTER, `@${REPORTER}`, '/desk satisfied C-1');
    expect(ratingsIn(house)).toHaveLength(1);
    await tap(house, 4);
    expect(ticketIn(house, SHARED)).toContain(scored(4));
  });

  it('no reminder during a complaint; of two complaints the last one to be closed counts', async () => {
    const house = await closed();
    await house.say(REPORTER, SHARED, '/complaint one');
    await house.say(REPORTER, SHARED, '/complaint two');
    await house.forward({ days: 11 });
    expect(reminders(house)).toBe(0);
    const [one, two] = complaintNumbers(house);
    await house.say(REPORTER, `@${REPORTER}`, `/desk satisfied ${one}`);
    expect(reminders(house)).toBe(0);
    await house.say(REPORTER, `@${REPORTER}`, `/desk satisfied ${two}`);
    expect(reminders(house)).toBe(1);
  });

  it('if the complaint lasts too long the customer is not asked at all', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say(REPORTER, SHARED, '/complaint nobody picks up the phone');
    await closed(house);
    await house.forward({ days: 15 });
    await house.say(REPORTER, `@${REPORTER}`, '/desk satisfied C-1');
    expect(ratingsIn(house)).toEqual([]);
    expect(await entriesIn(house)).toEqual(['rating.held', 'rating.over']);
  });

  it('only its customer can rate: our people are refused, and for other customers the rating does not exist', async () => {
    const house = await closed();
    const [before, seen] = [await storedIn(house.database), house.seen()];
    const rating = must(buttonsOn(ratingsIn(house)[0])[0]).args.rating ?? '';
    for (const input of [
      { rating, score: '5' },
      { ticket: 'T-1', score: '5' },
    ]) {
      expect((await house.forge('engineer1', SHARED, 'rating.give', input)).refused).toBe('rating.customer-only');
      expect((await house.forge('customer-rival-1', 'customer-rival', 'rating.give', input)).refused).toBe(
        'rating.not-found',
      );
      expect((await house.forge('stranger', '@stranger', 'rating.give', input)).refused).toBe('rating.not-found');
      expect((await house.forge('customer-rival-1', 'customer-rival', 'rating.say-more', input)).refused).toBe(
        'rating.not-found',
      );
    }
    expect((await house.forge(REPORTER, SHARED, 'rating.reopen', { ticket: 'T-1' })).refused).toBe(
      'command.staff-only',
    );
    expect((await house.forge('desk', 'team', 'ticket.rate', { ticket: 'T-1', score: '5' })).refused).toBe(
      'command.unknown',
    );
    expect(await storedIn(house.database)).toEqual(before);
    expect(house.seen()).toEqual(seen);
  });

  it('an invalid score and an unknown rating are refused', async () => {
    const house = await closed();
    for (const score of ['0', '6', '4.5', '-1', 'good', '５'])
      expect((await forge(house, { score })).refused, score).toBe('input.not-understood');
    expect((await forge(house, { score: '' })).refused).toBe('input.missing');
    for (const rating of ['0', '99999', '1; drop table matter', '1e3'])
      expect((await forge(house, { rating, score: '5' })).refused, rating).toMatch(
        /rating.not-found|input.not-understood/,
      );
    expect((await house.forge(REPORTER, SHARED, 'rating.give', { score: '5' })).refused).toBe('input.missing');
    expect((await forge(house, {}, 'rating.say-more')).refused).toBe('rating.no-score');
    expect((await house.say(REPORTER, SHARED, '/desk rate T-9 5')).refused).toBe('rating.not-found');
    expect((await house.say(REPORTER, SHARED, '/desk rate T-1 5')).text).toBe(t(language, 'rating.thanks'));
    expect(ticketIn(house, SHARED)).toContain(scored(5));
  });

  it('no rating is asked for if the book does not want it, or after a question', async () => {
    const source = await sampleBook(language);
    const policies = Object.fromEntries(
      Object.entries(source.policies).map(([key, policy]) => [
        key,
        { ...policy, rating: { ...policy.rating, ask: [] } },
      ]),
    );
    expect(ratingsIn(await closed(await reported(open({ book: { ...source, policies } }))))).toEqual([]);
    const house = await open();
    const { form } = await house.say(REPORTER, SHARED, '/fault');
    await house.submit(REPORTER, SHARED, must(form), { kind: 'question', text: 'how do I log in?' });
    await house.say('engineer1', 'team', '/desk answer T-1 with your badge');
    expect((await house.say(REPORTER, SHARED, '/desk confirm T-1')).refused).toBeUndefined();
    expect(ratingsIn(house)).toEqual([]);
  });
});

async function reported(opening: Promise<TestHouse>): Promise<TestHouse> {
  const house = await opening;
  await house.say(REPORTER, SHARED, '/fault core switch down');
  return house;
}

function ratingsIn(house: TestHouse, channel = SHARED): Card[] {
  return house.seen(channel).cards.filter(({ subject }) => /\|rating\|#\d+$/.test(subject));
}

function lowIn(house: TestHouse, channel: string): Card[] {
  return house.seen(channel).cards.filter(({ subject }) => subject.endsWith('|low'));
}

function stepsOn(card: Card | undefined): string[] {
  return (card?.parts ?? []).flatMap((part) => (part.part === 'scale' ? part.steps.map(({ label }) => label) : []));
}

/** Presses a score on the latest rating card in the customer's channel. */
async function tap(house: TestHouse, score: number, person = REPORTER): Promise<Told> {
  const button = ratingsIn(house)
    .flatMap(buttonsOn)
    .filter(({ args }) => args.score === String(score))
    .at(-1);
  return house.forge(person, SHARED, must(button).command, must(button).args);
}

/** A press on the first rating of T-1, as from an old card: the current card may not offer it. */
function forge(house: TestHouse, args: Record<string, string>, command = 'rating.give'): Promise<Told> {
  const which = args.rating === undefined ? { ticket: 'T-1' } : {};
  return house.forge(REPORTER, SHARED, command, { ...which, ...args });
}

function ticketIn(house: TestHouse, channel: string): string {
  return wordsOf(house.seen(channel).cards.find(({ subject }) => subject === 'ticket/1'));
}

function reminder(language: 'zh-CN' | 'en'): string {
  return t(language, 'line.rating.reminder', { what: '' }).slice(0, 10);
}

function reminders(house: TestHouse): number {
  return house
    .seen(SHARED)
    .lines.filter((line) => [reminder('zh-CN'), reminder('en')].some((each) => line.startsWith(each))).length;
}

function lowLines(house: TestHouse, language: 'zh-CN' | 'en'): number {
  const beginning = t(language, 'line.rating.low', { what: '' });
  return house.seen('@desk').messages.filter(({ line }) => line.startsWith(beginning)).length;
}

async function entriesIn(house: TestHouse): Promise<string[]> {
  const rows = await house.database.query<{ kind: string }>(
    `select kind from matter_event where kind like 'rating.%' order by id`,
    [],
  );
  return rows.map(({ kind }) => kind);
}

function complaintNumbers(house: TestHouse): string[] {
  const cards = house.seen(`@${REPORTER}`).cards;
  return cards.flatMap(({ subject }) => /^complaint\/(\d+)$/.exec(subject)?.[1] ?? []).map((id) => `C-${id}`);
}
