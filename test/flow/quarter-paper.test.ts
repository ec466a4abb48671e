import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { docxWords } from '../support/docx-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  it.each([
    ['D19', 'telecom-province', 'quarterly-analysis'],
    ['E6', 'network-security', 'assessment'],
    ['A9', 'bureau-system', 'operation-analysis'],
  ] as const)('%s: after the quarter %s owes its %s, which is never overdue', async (_, preset, paper) => {
    const house = await open({ book: await sampleBook(language, preset), months: true });
    await house.say(REPORTER, SHARED, '/fault no light on port 3');
    const { form: fix } = await house.forge('engineer1', 'team', 'ticket.resolve', { ticket: 'T-1' });
    const sent = { fix: 'final', text: 'module replaced', cause: 'worn laser' };
    expect((await house.submit('engineer1', 'team', must(fix), sent)).refused).toBeUndefined();
    expect((await house.say('projectManager', 'team', `/desk paper ${paper}`)).refused).toBe('paper.not-owed');
    await house.forward({ days: 30 });

    const { form } = await house.say('projectManager', 'team', `/desk paper ${paper}`);
    const parts = Object.fromEntries(must(form).fields.map(({ name }) => [name, `written ${name}`]));
    expect((await house.submit('projectManager', 'team', must(form), parts)).refused).toBeUndefined();
    const [row] = await house.database.query<{ bytes: string }>(
      `select encode(bytes, 'base64') as bytes from made_file order by id desc limit 1`,
    );
    const words = docxWords(Buffer.from(must(row).bytes, 'base64'));
    expect(words).toContain('2026-Q3');
    expect(words).toContain('written advice');
    if (paper !== 'assessment') expect(words).toContain('worn laser');
    else expect(words).toContain(t(language, 'paper.table.promises'));
    expect((await house.say('projectManager', 'team', `/desk paper ${paper}`)).refused).toBe('paper.already-delivered');
    await house.forward({ days: 200 });
    const overdue = await house.database.query(`select 1 from matter_event where kind = 'paper.overdue'
      and data->>'paper' = '${paper}'`);
    expect(overdue).toEqual([]);
  });
});
