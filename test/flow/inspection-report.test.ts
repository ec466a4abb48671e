import { expect, it } from 'vitest';
import type { ChatMessage } from '../../src/chat/event.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn } from '../support/card-words.ts';
import { docxWords } from '../support/docx-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { PLATFORM } from '../support/sample-book.ts';

eachHouse((open, language) => {
  /** Fills in the checklist: one finding with a note and a photo, one item n.a. Does not finish the inspection. */
  async function lookedAt(finding: 'has a ticket' | 'has none' = 'has a ticket'): Promise<TestHouse> {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault fan is loud');
    await house.say('projectManager', 'team', '/desk inspection plan 10/12');
    await house.forward({ days: 14 });
    const first = must((await house.forge('engineer1', 'team', 'inspection.check', { inspection: 'I-1' })).form);
    const second = must((await house.submit('engineer1', 'team', first, { 'item-ports': 'severe' })).form);
    const notes = must(
      (await house.submit('engineer1', 'team', second, { 'item-room': 'na', rest: 'ok', note: 'dusty' })).form,
    );
    await house.submit('engineer1', 'team', notes, { 'note-ports': 'port 7 <flaps> & more', 'note-room': 'locked' });
    house.files.set('port7.jpg', { name: 'port7.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array(10) });
    await house.say('engineer2', 'team', 'photo I-1 ports', withPhotos(['port7.jpg']));
    if (finding === 'has a ticket') await house.press('engineer1', 'team', 'inspection.open-item');
    return house;
  }
  const filesIn = (house: TestHouse, channel: string) => house.seen(channel).messages.flatMap(({ file }) => file ?? []);
  const title = t(language, 'paper.inspection-report');

  it('after the inspection the team gets a draft; after the delivery the customer gets it to sign, then the photos', async () => {
    const house = await lookedAt();
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    expect(filesIn(house, 'team')).toEqual([`I-1 ${title} ${t(language, 'paper.document.draft')}.docx`]);
    expect(filesIn(house, SHARED)).toEqual([]);
    await house.press('engineer1', 'team', 'inspection.deliver-report');
    expect(filesIn(house, SHARED)).toEqual([`I-1 ${title}.docx`, 'port7.jpg']);
    expect(filesIn(house, 'team').at(-1)).toBe(`I-1 ${title}.docx`);
    const card = house.seen(SHARED).messages.find((message) => message.card?.subject === 'inspection/1');
    expect(house.seen(SHARED).messages.at(-1)?.thread, 'in the thread of its card').toBe(card?.id);
  });

  it('a finding without a ticket gets none once the report is there, and the card does not offer it', async () => {
    const house = await lookedAt('has none');
    const offers = () =>
      buttonsOn(house.seen('team').cards.find(({ subject }) => subject === 'inspection/1')).map(
        ({ command }) => command,
      );
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    expect(offers()).toContain('inspection.open-item');
    expect((await house.press('engineer1', 'team', 'inspection.deliver-report')).refused).toBeUndefined();
    expect(offers()).not.toContain('inspection.open-item');
  });

  it('is uniform and complete: each item with mark and note, photos by name, findings and earlier tickets', async () => {
    const house = await lookedAt();
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    await house.press('engineer1', 'team', 'inspection.deliver-report');
    const words = docxWords(await fileOf(house));
    for (const text of ['port 7 <flaps> & more', 'locked', 'dusty', 'port7.jpg', 'fan is loud', '2026-10-12'])
      expect(words).toContain(text);
    for (const name of language === 'en' ? ['Physical state', 'Cleaning', 'Li Wei'] : ['清洁除尘', '李伟'])
      expect(words).toContain(name);
    expect(words).toContain(t(language, 'inspection.marks', { ok: 11, found: 1, na: 1 }));
    expect(words).toContain('T-2');
    expect(words).not.toContain(t(language, 'paper.document.draft'));
    expect(words).not.toContain('{{');
  });

  it('if a photo cannot be sent, the team is told, not the customer; the report is sent', async () => {
    const house = await lookedAt();
    house.files.delete('port7.jpg');
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    await house.press('engineer1', 'team', 'inspection.deliver-report');
    expect(filesIn(house, SHARED)).toEqual([`I-1 ${title}.docx`]);
    expect(house.seen('team').lines.at(-1)).toContain('port7.jpg');
    expect(house.seen(SHARED).lines.join()).not.toContain('port7.jpg');
  });

  it('without a checklist no file is made: the report is on paper', async () => {
    const house = await open();
    await house.say('projectManager', 'team', '/desk inspection plan 10/12');
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    await house.press('engineer1', 'team', 'inspection.deliver-report');
    expect([filesIn(house, 'team'), filesIn(house, SHARED)]).toEqual([[], []]);
  });

  it('the month’s summary lists what its inspections found (D19)', async () => {
    const house = await open({ months: true });
    await house.say('projectManager', 'team', '/desk inspection plan 9/30');
    const first = must((await house.forge('engineer1', 'team', 'inspection.check', { inspection: 'I-1' })).form);
    const second = must((await house.submit('engineer1', 'team', first, { 'item-ports': 'severe' })).form);
    const notes = must((await house.submit('engineer1', 'team', second, { rest: 'ok' })).form);
    await house.submit('engineer1', 'team', notes, { 'note-ports': 'port 7 flaps' });
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    await house.forward({ days: 11 });
    const { form } = await house.say('projectManager', 'team', '/desk paper summary');
    await house.submit('projectManager', 'team', must(form), { done: 'all well' });
    const words = docxWords(await fileOf(house));
    expect(words).toContain(t(language, 'inspection.marks', { ok: 12, found: 1, na: 0 }));
    expect(words).toContain('port 7 flaps');
  });
});

function withPhotos(names: readonly string[]) {
  const where = { from: 'chat', platform: PLATFORM, channelId: 'team', threadId: 'x', messageId: 'm' } as const;
  const files = names.map((name) => ({ name, link: `https://x/${name}`, sent: { ...where, key: name, name } }));
  return { message: { threadId: 'x', link: '', files } satisfies ChatMessage };
}

/** The content of the file that was made last. */
async function fileOf(house: TestHouse): Promise<Uint8Array> {
  const [row] = await house.database.query<{ bytes: string }>(
    `select encode(bytes, 'base64') as bytes from made_file order by id desc limit 1`,
  );
  return Buffer.from(must(row).bytes, 'base64');
}
