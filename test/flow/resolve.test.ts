import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { turnsIn } from '../support/turn-cards.ts';

const FIX = { fix: 'workaround', text: 'moved the uplink to the spare port', cause: 'a burnt optical module' };

function cardIn(house: TestHouse, channel: string) {
  return must(house.seen(channel).cards.find(({ title }) => title.startsWith('T-1 ')));
}

function commandsOn(house: TestHouse, channel: string): string[] {
  return buttonsOn(cardIn(house, channel)).map(({ command }) => command);
}

async function resolve(house: TestHouse, values: Readonly<Record<string, string>> = FIX) {
  const { form } = await house.press('engineer1', 'team', 'ticket.resolve');
  return house.submit('engineer1', 'team', must(form), values);
}

eachHouse((open, language) => {
  async function reported(): Promise<TestHouse> {
    const house = await open();
    await reportSevere(house);
    await house.say('engineer1', 'team', '/desk ack T-1');
    house.wait({ minutes: 5 });
    return house;
  }

  it('Resolve asks for good or for now, what was done and why; card, papers, search and customer say it', async () => {
    const house = await reported();
    const { form } = await house.press('engineer1', 'team', 'ticket.resolve');
    expect(form?.fields.map(({ name, required }) => [name, required])).toEqual([
      ['fix', true],
      ['text', true],
      ['cause', false],
    ]);
    const { text: told } = await house.submit('engineer1', 'team', must(form), FIX);
    const within = language === 'en' ? '5 min' : '5 分钟';
    expect(told).toBe(t(language, 'reply.ticket.resolve.workaround', { ticket: 'T-1', within }));
    for (const channel of ['team', SHARED]) {
      const words = wordsOf(cardIn(house, channel));
      for (const said of [FIX.text, FIX.cause, t(language, 'fix.short.workaround'), t(language, 'card.repair.owed')])
        expect(words).toContain(said);
    }
    const confirm = must(buttonsOn(cardIn(house, SHARED)).find(({ command }) => command === 'ticket.confirm'));
    expect(confirm).toMatchObject({
      label: t(language, 'button.confirm-workaround'),
      confirm: t(language, 'button.confirm-workaround.confirm'),
    });
    await house.press(REPORTER, SHARED, 'ticket.confirm');
    expect(wordsOf(cardIn(house, 'team'))).toContain(t(language, 'card.repair-owed'));
    const found = await house.say('engineer2', 'team', '/desk find burnt optical');
    expect(wordsOf(found.card)).toContain(FIX.cause);
    expect(wordsOf(found.card)).toContain(FIX.text);
    const paper = await house.say('engineer1', 'team', '/desk paper T-1 fault-report');
    const initial = Object.fromEntries(paper.form?.fields.map((field) => [field.name, field.initial]) ?? []);
    expect(initial.cause).toBe(FIX.cause);
    expect(initial.solution).toContain(FIX.text);
    expect(initial.solution).toContain(t(language, 'fix.repair-owed'));
    await house.say('engineer1', 'team', '/desk repaired T-1 new optical module');
    expect(wordsOf(cardIn(house, SHARED))).toContain('new optical module');
    expect(wordsOf(cardIn(house, SHARED))).not.toContain(t(language, 'card.repair.owed'));
  });

  it('typed words are what was done, and nothing more is asked', async () => {
    const house = await reported();
    const { form, text: told } = await house.say('engineer1', 'team', '/desk resolve T-1 changed the fan');
    expect(form).toBeUndefined();
    expect(told).toContain('T-1');
    expect(wordsOf(cardIn(house, SHARED))).toContain('changed the fan');
    expect(wordsOf(cardIn(house, SHARED))).not.toContain(t(language, 'card.repair.owed'));
  });

  it('a slip is taken back: what was begun ends, both sides read it, and the next fix begins everything again', async () => {
    const house = await reported();
    await resolve(house);
    const owed = await house.say('engineer1', 'team', '/desk papers');
    expect(wordsOf(owed.card)).toContain('T-1');
    house.wait({ minutes: 3 });
    const undone = await house.press('engineer1', 'team', 'ticket.undo-resolve');
    expect(undone.text).toContain(t(language, 'reply.ticket.undo-resolve', { ticket: 'T-1' }));
    expect(commandsOn(house, SHARED)).not.toContain('ticket.confirm');
    const by = language === 'en' ? 'Li Wei' : '李伟';
    const line = t(language, 'line.ticket.updated.undo-resolve', { by });
    for (const channel of ['team', SHARED])
      expect(house.seen(channel).messages.map((each) => each.line)).toContain(line);
    expect(wordsOf((await house.say('engineer1', 'team', '/desk papers')).card)).not.toContain('T-1');
    await house.forward({ days: 3 });
    expect(house.seen('team').messages.filter(({ card }) => card?.subject.includes('follow-up'))).toEqual([]);
    expect(wordsOf((await house.say('engineer2', 'team', '/desk find burnt optical')).card)).not.toContain(FIX.text);
    await resolve(house, { fix: 'final', text: 'new optical module' });
    expect(wordsOf((await house.say('engineer1', 'team', '/desk papers')).card)).toContain('T-1');
  });

  it('the button that takes it back goes with its five minutes', async () => {
    const house = await reported();
    await resolve(house);
    expect(commandsOn(house, 'team')).toContain('ticket.undo-resolve');
    house.wait({ minutes: 6 });
    const late = await house.press('engineer1', 'team', 'ticket.undo-resolve');
    expect(late.text).toContain(language === 'en' ? '5 min' : '5 分钟');
  });

  it('Not fixed asks what is still wrong: the engineer is called with those words, and the card shows them', async () => {
    const house = await reported();
    const [first] = house.seen('team').messages;
    await resolve(house);
    const typed = await house.say(REPORTER, SHARED, '/desk reject T-1');
    const { form } = await house.press(REPORTER, SHARED, 'ticket.reject-fix');
    expect(typed.form).toEqual(form);
    expect(form?.fields.map(({ label, hint, required }) => [label, hint, required])).toEqual([
      [t(language, 'form.field.reject-fix'), t(language, 'form.hint.reject-fix'), true],
    ]);
    expect(form?.intro).toContain(FIX.text);
    const sent = await house.submit(REPORTER, SHARED, must(form), { text: 'port 2 is still dead' });
    const assignee = language === 'en' ? 'Li Wei' : '李伟';
    expect(sent.text).toContain(t(language, 'reply.ticket.reject-fix', { ticket: 'T-1', assignee }));
    const called = must(turnsIn(house, '@engineer1').at(-1));
    expect(called.mentions).toEqual(first?.mentions);
    expect(called.mentions).toHaveLength(1);
    expect(wordsOf(called.card)).toContain('port 2 is still dead');
    for (const channel of ['team', SHARED]) expect(wordsOf(cardIn(house, channel))).toContain('port 2 is still dead');
    await resolve(house, { fix: 'final', text: 'changed the card' });
    expect(wordsOf(cardIn(house, 'team'))).not.toContain('port 2 is still dead');
  });
});
