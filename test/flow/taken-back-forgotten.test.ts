import { expect, it } from 'vitest';
import { loadBook } from '../../src/desk/book/store.ts';
import { startMornings } from '../../src/desk/morning/flow.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { KeyAfter } from '../../src/lib/text-key.ts';
import { wordsOf } from '../support/card-words.ts';
import { docxWords } from '../support/docx-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';

const WITHDRAW = '/desk withdraw T-1 it was a drill';

async function closed(house: TestHouse, number: number, score: string): Promise<void> {
  await house.say(REPORTER, SHARED, `/fault trouble ${number}`);
  await house.say('engineer1', 'team', `/desk resolve T-${number}`);
  await house.say(REPORTER, SHARED, `/desk confirm T-${number}`);
  if (score) await house.say(REPORTER, SHARED, `/desk rate T-${number} ${score}`);
}

/** The subjects' kinds that were announced in a channel. */
function kindsIn(house: TestHouse, channel: string): string[] {
  return house.seen(channel).messages.flatMap(({ about }) => (about ? [about.kind] : []));
}

eachHouse((open, language) => {
  it('the call, the papers and the rating of a ticket end with it: nobody is reminded, and no score counts', async () => {
    const house = await open();
    await closed(house, 1, '');
    await house.forward({ hours: 1 });
    expect((await house.say('engineer1', 'team', WITHDRAW)).refused).toBeUndefined();
    const states = await house.database.query<{ feature: string; status: string }>(
      'select feature, status from matter where ticket_id = 1 order by feature, status',
    );
    expect(states.map(({ feature, status }) => [feature, status])).toEqual([
      ['followup', 'withdrawn'],
      ['paper', 'withdrawn'],
      ['paper', 'withdrawn'],
      ['rating', 'void'],
    ]);
    const before = house.seen().messages.length;
    await house.forward({ days: 20 });
    const later = house.seen().messages.slice(before);
    const ofDuty = (card: { readonly subject: string } | undefined) => card?.subject.startsWith('duty/') === true;
    expect(later.filter(({ card }) => !ofDuty(card))).toEqual([]);
    expect((await house.say(REPORTER, SHARED, '/desk rate T-1 5')).refused).toBe('rating.void');
    expect((await house.say('desk', 'team', '/desk followup T-1 5')).refused).toBeDefined();
    expect((await house.say('engineer1', 'team', '/desk paper T-1 fault-report')).refused).toBeDefined();
  });

  it('papers that wait for a check end, too, and a reopened ticket owes its own after the next fix', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    const { form } = await house.say('engineer1', 'team', '/desk paper T-1 fault-report');
    const written = Object.fromEntries(must(form).fields.map(({ name }) => [name, 'all said']));
    expect((await house.submit('engineer1', 'team', must(form), written)).refused).toBeUndefined();
    await house.say('engineer1', 'team', WITHDRAW);
    const statuses = () =>
      house.database.query<{ status: string }>(
        `select status from matter where feature = 'paper' and ticket_id = 1 order by id`,
      );
    expect(new Set((await statuses()).map(({ status }) => status))).toEqual(new Set(['withdrawn']));
    const withdrawn = (await statuses()).length;
    await house.say('engineer1', 'team', '/desk reopen T-1 it is real');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    expect((await statuses()).slice(withdrawn).map(({ status }) => status)).toEqual(['open', 'open']);
  });

  it('a part that is on its way arrives, without being called overdue', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk part T-1 line card');
    await house.say('engineer1', 'team', WITHDRAW);
    await house.forward({ days: 10 });
    expect(kindsIn(house, 'escalation')).toEqual([]);
    const part = /P-\d+/.exec(house.seen('team').cards.map(wordsOf).join())?.[0];
    expect((await house.say('engineer1', 'team', `/desk part-delivered ${part}`)).refused).toBeUndefined();
  });

  it('the month’s summary counts neither the fault nor its rating', async () => {
    const house = await open({ months: true });
    await closed(house, 1, '2');
    await closed(house, 2, '5');
    await house.say(REPORTER, SHARED, '/fault trouble 3');
    await house.say(REPORTER, SHARED, '/fault trouble 4');
    await house.say('engineer1', 'team', '/desk part T-4 line card');
    await house.say('engineer1', 'team', '/desk duplicate T-4 T-3');
    await house.say('engineer1', 'team', WITHDRAW);
    await house.forward({ days: 11 });
    const { form } = await house.say('projectManager', 'team', '/desk paper summary');
    const told = await house.submit('projectManager', 'team', must(form), { done: 'all well' });
    expect(told.refused).toBeUndefined();
    const [row] = await house.database.query<{ bytes: string }>(
      `select encode(bytes, 'base64') as bytes from made_file order by id desc limit 1`,
    );
    const words = docxWords(Buffer.from(must(row).bytes, 'base64')).split('\n');
    const after = (key: KeyAfter<'paper.rating.'>) => words[words.indexOf(t(language, `paper.rating.${key}`)) + 1];
    expect((['asked', 'answered', 'average', 'low'] as const).map(after)).toEqual(['1', '1', '5.0', '–']);
    expect(words[words.indexOf(t(language, 'paper.trend.month', { month: '2026-09' })) + 1]).toBe('2');
    for (const word of ['T-1', 'T-4', 'trouble 1', 'trouble 4', 'line card']) expect(words).not.toContain(word);
    for (const word of ['trouble 2', 'trouble 3']) expect(words).toContain(word);
  });

  it('a merged fault counts in the month of its first report', async () => {
    const house = await open({ months: true, at: Date.parse('2026-09-30T23:50:00+08:00') });
    await house.say(REPORTER, SHARED, '/fault trouble 1');
    await house.forward({ minutes: 30 });
    await house.say(REPORTER, SHARED, '/fault trouble 2');
    await house.forge('engineer1', 'team', 'ticket.merge', { ticket: 'T-1', other: 'T-2', sure: 'shown' });
    const rows = await house.database.query<{ opened_at: Date; status: string }>(
      'select opened_at, status from ticket order by id',
    );
    expect(rows.map(({ opened_at, status }) => [opened_at.toISOString(), status])).toEqual([
      ['2026-09-30T15:50:00.000Z', 'withdrawn'],
      ['2026-09-30T15:50:00.000Z', 'open'],
    ]);
  });

  it('the service file, the lists, the home page and an inspection’s look back at the site forget it', async () => {
    const house = await open();
    await house.say('projectManager', 'team', '/desk inspection plan 10/12');
    await house.say(REPORTER, SHARED, '/fault fan is loud');
    await house.say(REPORTER, SHARED, '/fault disk is full');
    await house.say('engineer1', 'team', '/desk plan T-1 swap the fan');
    await house.forge('director', 'team', 'ticket.approve-plan', { ticket: 'T-1' });
    await house.forge(REPORTER, SHARED, 'ticket.approve-plan', { ticket: 'T-1' });
    await house.say('engineer1', 'team', WITHDRAW);
    const dossier = wordsOf((await house.say('engineer1', 'team', '/desk dossier sample')).card);
    expect(dossier).toContain(t(language, 'dossier.open-tickets', { count: 1 }));
    expect(dossier).toContain(t(language, 'dossier.changes', { count: 0 }));
    for (const words of ['/desk open', '/desk mine']) {
      const list = wordsOf((await house.say('engineer1', 'team', words)).card);
      expect(list).toContain('disk is full');
      expect(list).not.toContain('fan is loud');
    }
    const home = wordsOf((await house.forge('engineer1', 'team', 'desk.home', {})).card);
    expect(home).toContain('disk is full');
    expect(home).not.toContain('fan is loud');
    await house.forward({ days: 10 });
    const notice = wordsOf(house.seen(SHARED).cards.find(({ subject }) => subject === 'inspection/1'));
    expect(notice).toContain('disk is full');
    expect(notice).not.toContain('fan is loud');
  });

  it('a finished paper of it is in the service file no longer', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    const { form } = await house.say('engineer1', 'team', '/desk paper T-1 fault-report');
    const written = Object.fromEntries(must(form).fields.map(({ name }) => [name, 'all said']));
    await house.submit('engineer1', 'team', must(form), written);
    const toCheck = house.seen('@desk').cards.find(({ subject }) => subject.includes('|paper|fault-report'));
    await house.press('desk', '@desk', 'paper.accept', { on: must(toCheck) });
    const dossier = async () => wordsOf((await house.say('engineer1', 'team', '/desk dossier sample')).card);
    const papers = (count: number, owed: number) => t(language, 'dossier.papers', { count, open: owed });
    expect(await dossier()).toContain(papers(1, 1));
    await house.say('engineer1', 'team', WITHDRAW);
    expect(await dossier()).toContain(papers(0, 0));
  });

  it('the morning message and the handoff forget it', async () => {
    const house = await open();
    await house.database.transaction(async (tx) => startMornings({ tx, now: house.now() }, await loadBook(tx, 1)));
    await house.say(REPORTER, SHARED, '/fault fan is loud');
    await house.say(REPORTER, SHARED, '/fault disk is full');
    await house.say('engineer1', 'team', WITHDRAW);
    await house.forward({ days: 7 });
    const cards = house.seen('@engineer1').cards;
    const mornings = cards.filter(({ subject }) => subject.startsWith('morning/')).map(wordsOf);
    expect(mornings.join()).toContain('disk is full');
    expect(mornings.join()).not.toContain('fan is loud');
    const handoff = cards.filter(({ subject }) => subject.startsWith('duty/')).map(wordsOf);
    expect(handoff.join()).toContain('disk is full');
    expect(handoff.join()).not.toContain('fan is loud');
  });
});
