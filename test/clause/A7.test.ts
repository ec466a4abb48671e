import { expect, it } from 'vitest';
import { paperTitle } from '../../src/desk/ticket/view/line.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, clocksOn, wordsOf } from '../support/card-words.ts';
import { docxWords } from '../support/docx-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** What the customer is told before they agree. */
const PLAN = {
  purpose: 'remote-access',
  text: 'log in to the core switch by VPN',
  startAt: '2026-09-28T11:00:00+08:00',
  lasts: '30 min',
  risk: 'the session may cut the console',
  wayBack: 'close the VPN, the old rule is kept',
};

eachHouse((open, language) => {
  async function reported(): Promise<TestHouse> {
    const house = await open({ book: await sampleBook(language, 'bureau-system') });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    return house;
  }
  const cardIn = (house: TestHouse, channel: string) =>
    must(house.seen(channel).cards.find(({ subject }) => subject === 'ticket/1'));

  it('A7 remote access waits for the customer: they are asked with what, when, how long, risk and way back', async () => {
    const house = await reported();
    expect(wordsOf(cardIn(house, 'team'))).toContain(t(language, 'consent.none'));
    const { form } = await house.press('engineer1', 'team', 'ticket.ask-consent');
    const half = await house.submit('engineer1', 'team', must(form), { ...PLAN, risk: '' });
    expect(half.refused, 'an ask without its risk').toBe('input.missing');
    await house.submit('engineer1', 'team', must(form), PLAN);
    const asked = wordsOf(cardIn(house, SHARED));
    for (const said of [PLAN.text, PLAN.lasts, PLAN.risk, PLAN.wayBack, readAs(language, '11:00')])
      expect(asked).toContain(said);
    await house.forward({ minutes: 5 });
    await house.press(REPORTER, SHARED, 'ticket.give-consent');
    const signed = t(language, 'card.signed', { name: REPORTER, at: readAs(language, '10:15') });
    expect(wordsOf(cardIn(house, 'team'))).toContain(t(language, 'consent.agreed.button', { signed }));
  });

  it('A7 a line typed without risk and way back says on the customer’s card what they were not told', async () => {
    const house = await reported();
    await house.say('engineer1', 'team', '/desk consent T-1 operation restart the core switch');
    expect(wordsOf(cardIn(house, SHARED)).split(t(language, 'consent.plan.not-said'))).toHaveLength(5);
  });

  it('A7 a consent given by telephone is recorded with who gave it and how', async () => {
    const house = await reported();
    const { form } = await house.press('engineer1', 'team', 'ticket.record-consent');
    const answer = { purpose: 'operation', answer: 'yes', text: '' };
    const nameless = await house.submit('engineer1', 'team', must(form), { ...answer, agreedBy: '', way: 'phone' });
    expect(nameless.refused).toBe('input.missing');
    const given = { ...answer, agreedBy: 'Chen Jing', way: 'phone' };
    expect((await house.submit('engineer1', 'team', must(form), given)).refused).toBeUndefined();
    const source = t(language, 'consent.source', { name: 'Chen Jing', way: t(language, 'way.phone') });
    expect(wordsOf(cardIn(house, 'team'))).toContain(source);
    expect(house.seen(SHARED).lines.join('\n')).toContain(source);
  });

  it('A7 the command log and the fault report are owed after the fix, without a limit: offered, and never overdue', async () => {
    const house = await reported();
    await house.say('engineer1', 'team', '/desk record-consent T-1 remote-access Chen Jing by phone');
    await house.forward({ minutes: 5 });
    await house.say('engineer1', 'team', '/desk commands T-1 display version\nreset bgp all');
    await house.say('engineer1', 'team', '/desk resolve T-1 new route');
    const owed = house.seen('@engineer1').cards.filter(({ subject }) => subject.includes('|paper|'));
    const titles = owed.map(({ title }) => title).join('\n');
    for (const paper of ['fault-report', 'command-log']) expect(titles).toContain(paperTitle(paper, language));
    expect(owed.flatMap(clocksOn)).toEqual([]);
    expect(wordsOf(owed[0])).toContain(t(language, 'paper.without-limit'));
    await house.forward({ days: 60 });
    expect(wordsOf((await house.say('engineer1', 'team', '/desk papers')).card)).toContain(
      t(language, 'paper.list.no-limit'),
    );
    const told = house.seen('escalation').cards.filter(({ subject }) => subject.includes('|paper|'));
    expect(told).toEqual([]);
  });

  it('A7 the command log is a Word file of its own, with who, when, on what, each command and its consent; the customer gets it', async () => {
    const house = await reported();
    await house.forge('engineer1', 'team', 'ticket.log-commands', {
      ticket: 'T-1',
      text: 'display clock',
      device: 'device1',
    });
    await house.say('engineer1', 'team', '/desk record-consent T-1 remote-access Chen Jing by phone');
    await house.forward({ minutes: 5 });
    await house.say('engineer1', 'team', '/desk commands T-1 display version\nreset bgp all');
    await house.say('engineer1', 'team', '/desk resolve T-1 new route');
    const own = must(house.seen('@engineer1').cards.find(({ subject }) => subject.includes('|paper|command-log|')));
    const { form } = await house.press('engineer1', '@engineer1', 'paper.deliver', { on: own });
    await house.submit('engineer1', '@engineer1', must(form), { remarks: '' });
    const toCheck = must(house.seen('@desk').cards.find(({ subject }) => subject.includes('|paper|command-log|')));
    const accept = must(buttonsOn(toCheck).find(({ command }) => command === 'paper.accept'));
    await house.forge('desk', '@desk', 'paper.accept', accept.args);
    const name = `T-1 ${paperTitle('command-log', language)}.docx`;
    expect(house.seen(SHARED).messages.map(({ file }) => file)).toContain(name);
    const [made] = await house.database.query<{ bytes: string }>(
      `select encode(bytes, 'base64') as bytes from made_file where name = $1 order by id desc`,
      [name],
    );
    const words = docxWords(Buffer.from(must(made).bytes, 'base64'));
    for (const said of ['display clock', 'display version', 'reset bgp all', '2026-09-28 10:15'])
      expect(words).toContain(said);
    expect(words).toContain(t(language, 'paper.consent.missing'));
    expect(words).toContain(t(language, 'consent.remote-access'));
    const device = must(house.book.customers.sample?.devices[0]);
    expect(words).toContain(device.serial);
  });

  it('A7 commands without a consent are kept and marked: on the card, in the log, and to the person who logged them', async () => {
    const house = await reported();
    const told = await house.say('engineer1', 'team', '/desk commands T-1 reload');
    expect(told.text).toBe(t(language, 'reply.commands-unagreed', { ticket: 'T-1' }));
    expect(wordsOf(cardIn(house, 'team'))).toContain(
      t(language, 'consent.commands-unagreed', { count: 1, unagreed: 1 }),
    );
    expect(wordsOf((await house.say('engineer1', 'team', '/desk log T-1')).card)).toContain('⚠');
    expect(house.seen(SHARED).lines.join('\n')).not.toContain('reload');
  });

  it('A7 a repair plan is carried out only after the customer approved it', async () => {
    const house = await reported();
    await house.say('engineer1', 'team', '/desk plan T-1 swap the supervisor card');
    expect(wordsOf(cardIn(house, SHARED))).toContain('swap the supervisor card');
    expect(wordsOf(cardIn(house, 'team'))).toContain(t(language, 'next-step.plan-customer'));
    await house.press(REPORTER, SHARED, 'ticket.approve-plan');
    expect(wordsOf(cardIn(house, 'team'))).toContain(REPORTER);
  });
});
