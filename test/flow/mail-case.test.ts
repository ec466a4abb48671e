import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MailHouse, openMailHouse } from '../support/mail-house.ts';
import { mailOf, type SentMail } from '../support/mail-server.ts';

const FIRST = '<first@bureau.example>';

describe('a customer by mail', () => {
  let house: MailHouse;
  /** What was sent since the last call. */
  let seen = 0;
  beforeEach(async () => {
    house = await openMailHouse();
    seen = 0;
  });
  afterEach(() => house.close());

  function sentSince(): readonly SentMail[] {
    const fresh = house.server.sent.slice(seen);
    seen = house.server.sent.length;
    return fresh;
  }
  const answerTo = (mail: SentMail | undefined, text: string, headers = {}) =>
    mailOf({
      subject: `Re: ${mail?.subject}`,
      text: `${text}\n\nOn Mon, 28 Sep 2026 at 10:12, Acme service <service@acme.example> wrote:\n\n> ${mail?.text?.replaceAll('\n', '\n> ')}`,
      headers: { 'In-Reply-To': mail?.messageId ?? '', References: `${FIRST} ${mail?.messageId}`, ...headers },
    });
  const logOf = async (ticket: number) => (await house.say('engineer1', 'team', `/desk log T-${ticket}`)).card;

  test('their mail becomes a case; they hear of each step, answers are noted, and one word closes it', async () => {
    await house.receive(mailOf({ id: FIRST }));
    const [opened, ...others] = sentSince();
    expect(others).toEqual([]);
    expect(opened?.envelopeTo).toEqual(['wang@bureau.example']);
    expect(opened?.subject).toBe('Re: Core switch down [T-1]');
    expect(opened?.inReplyTo).toBe(FIRST);
    expect(opened?.text).toContain('Reported. On duty: Li Wei.');
    expect(opened?.text).toContain('Since ten the whole floor is offline.');
    expect(opened?.text).toMatch(/https:\/\/desk\.acme\.example\/web\/t\/\S+/);
    expect(opened?.html).toContain('<strong>T-1 · Core switch down</strong>');
    expect(opened?.headers.get('auto-submitted')).toBe('auto-replied');
    expect(house.seen('team').cards.map(({ title }) => title)).toEqual(['T-1 · Core switch down']);
    // The named reader, who is not on duty, hears of it.
    expect(house.seen('@engineer2').lines).toEqual(['T-1 came by mail.']);

    await house.press('engineer1', 'team', 'ticket.acknowledge');
    const [acknowledged] = sentSince();
    expect(acknowledged?.inReplyTo).toBe(opened?.messageId);
    expect(acknowledged?.references).toEqual([FIRST, opened?.messageId]);
    expect(acknowledged?.text).toContain('T-1 · Core switch down');

    await house.receive(answerTo(acknowledged, 'It is the second floor only.'));
    expect(sentSince()).toEqual([]);
    const log = JSON.stringify(await logOf(1));
    expect(log).toContain('It is the second floor only.');
    expect(log).not.toContain('wrote:');

    await house.say('engineer1', 'team', '/desk resolve T-1 new power supply');
    const [resolved] = sentSince();
    expect(resolved?.text).toContain('answer with the one word “confirm”');
    await house.receive(answerTo(resolved, 'confirm'));
    expect(JSON.stringify(await house.say('engineer1', 'team', '/desk show T-1'))).toContain('Closed');
    expect(sentSince().map(({ text }) => text?.includes('The customer confirmed: closed.'))).toEqual([true]);
    expect(house.logged()).not.toMatch(/bureau|offline|switch|second floor/i);
  });

  test('an answer belongs to its case by headers, by our Message-ID alone, and by the number in the subject', async () => {
    await house.receive(mailOf({ id: FIRST }));
    const [opened] = sentSince();
    const ways = {
      headers: mailOf({ subject: 'more', text: 'by the first mail', headers: { 'In-Reply-To': FIRST } }),
      ours: mailOf({ subject: 'more', text: 'by our mail', headers: { 'In-Reply-To': opened?.messageId ?? '' } }),
      number: mailOf({ subject: 'to T-1 once more', text: 'by the number' }),
      colleague: mailOf({
        from: 'Liu <liu@bureau.example>',
        subject: 'more',
        text: 'by a colleague',
        headers: { References: `<x@y.example> ${FIRST}` },
      }),
    };
    await house.receive(...Object.values(ways));
    const log = JSON.stringify(await logOf(1));
    for (const said of ['by the first mail', 'by our mail', 'by the number', 'by a colleague'])
      expect(log).toContain(said);
    expect(house.seen('team').cards).toHaveLength(1);
    // From now on both hear of it.
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    expect(sentSince().at(-1)?.envelopeTo).toEqual(['wang@bureau.example', 'liu@bureau.example']);
  });

  test("another customer's number in a subject opens a case of one's own, and tells nothing of the other", async () => {
    await house.receive(mailOf({ id: FIRST }));
    const [opened] = sentSince();
    const rival = { from: 'chief@rival.example', to: 'rival@acme.example' };
    await house.receive(
      mailOf({ ...rival, subject: 'T-1', text: 'The gate is stuck' }),
      mailOf({
        ...rival,
        subject: 'Re: it',
        text: 'A second gate',
        headers: { 'In-Reply-To': opened?.messageId ?? '' },
      }),
      mailOf({ ...rival, subject: 'Re: it', text: 'A third gate', headers: { References: FIRST } }),
    );
    expect(JSON.stringify(await logOf(1))).not.toContain('gate');
    const told = sentSince();
    expect(told.map(({ envelopeTo }) => envelopeTo)).toEqual(Array.from({ length: 3 }, () => ['chief@rival.example']));
    expect(told.map(({ text }) => /T-\d/.exec(text ?? '')?.[0])).toEqual(['T-2', 'T-3', 'T-4']);
    expect(JSON.stringify(told)).not.toContain('Core switch');
  });

  test('a mail of cases that began elsewhere goes to the contacts, and their answer is noted', async () => {
    await house.forge('engineer1', 'team', 'ticket.report', {
      customer: 'sample',
      text: 'The phone line is dead',
      sure: 'yes',
    });
    const [told] = sentSince();
    expect(told?.envelopeTo).toEqual(['office@bureau.example']);
    await house.receive(
      mailOf({ subject: 'Re', text: 'all phones', headers: { 'In-Reply-To': told?.messageId ?? '' } }),
    );
    expect(JSON.stringify(await logOf(1))).toContain('all phones');
  });

  test('a question of ours pauses the clock until their mail', async () => {
    await house.receive(mailOf({ id: FIRST }));
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    await house.say('engineer1', 'team', '/desk ask T-1 Which floor?');
    const asked = sentSince().at(-1);
    expect(asked?.text).toContain('Which floor?');
    await house.receive(answerTo(asked, 'The second one.'));
    const shown = JSON.stringify(await logOf(1));
    expect(shown).toContain('The second one.');
    expect(JSON.stringify(await house.say('engineer1', 'team', '/desk show T-1'))).not.toContain(
      'Waiting for the customer',
    );
  });

  test('the same mail twice, by whatever way it comes, is one case', async () => {
    const mail = mailOf({ id: FIRST });
    await house.receive(mail, `Received: by another.example\r\n${mail}`, mail);
    expect(house.seen('team').cards).toHaveLength(1);
    expect(sentSince()).toHaveLength(1);
  });

  test('a mail about a closed case opens a new one that names it, but thanks do not', async () => {
    await house.receive(mailOf({ id: FIRST }));
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    await house.say('engineer1', 'team', '/desk resolve T-1 done');
    const resolved = sentSince().at(-1);
    await house.receive(answerTo(resolved, '确认'));
    const closed = sentSince().at(-1);
    await house.receive(answerTo(closed, 'Thank you very much!'));
    expect(sentSince()).toEqual([]);
    expect(house.seen('team').cards.map(({ subject }) => subject)).toEqual(['ticket/1']);
    await house.receive(answerTo(closed, 'The core switch is down again since noon, nothing works.'));
    const [again] = sentSince();
    expect(again?.text).toContain('This answers a mail about T-1, which is closed.');
    expect(again?.subject).toBe('Re: Core switch down [T-2]');
  });
});
