import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { named } from '../../src/lib/language.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';
import { simulated } from '../support/simulated.ts';

/** The sample contract and the warranty of its device both end on 31 December 2028. */
const ENDING = ['contract.ending', 'warranty.ending'];

it('C6: the end of contract and warranty is told 60 and 14 days ahead at 09:00, to the project manager', async () => {
  const lines = await simulated(`book: video-conference
start: 2028-10-30T08:00:00+08:00
until: 2028-12-31T23:00:00+08:00
events: []
`);
  const told = lines.filter(({ notice }) => ENDING.includes(String(notice)));
  const about = { on: 'sample', to: ['projectManager'], date: '2028-12-31', devices: ['device1'] };
  // 60 days before 31 December is 1 November, 14 days before is 17 December: a Sunday, which is no reason to be late.
  expect(told).toEqual([
    { at: '2028-11-01T09:00:00+08:00', notice: 'contract.ending', ...about },
    { at: '2028-11-01T09:00:00+08:00', notice: 'warranty.ending', ...about },
    { at: '2028-12-17T09:00:00+08:00', notice: 'contract.ending', ...about },
    { at: '2028-12-17T09:00:00+08:00', notice: 'warranty.ending', ...about },
  ]);
});

it('C6: what lies before the start is not told; a story of another year has no such line', async () => {
  const of = async (start: string, until: string) =>
    (await simulated(`book: video-conference\nstart: ${start}\nuntil: ${until}\nevents: []\n`)).filter(({ notice }) =>
      ENDING.includes(String(notice)),
    );
  expect(await of('2028-11-01T09:00:00+08:00', '2028-12-01T09:00:00+08:00')).toEqual([]);
  expect(await of('2026-11-01T09:00:00+08:00', '2026-11-03T09:00:00+08:00')).toEqual([]);
});

eachHouse((open, language) => {
  /** The sample customer with a warranty that ends 61 days after the house opens, on 28 November 2026. */
  async function ending(until: string) {
    const book = await sampleBook(language, 'video-conference');
    const { sample } = book.customers;
    const [device] = sample?.devices ?? [];
    if (!sample || !device) throw new Error('no sample device');
    const devices = [{ ...device, serial: '', serials: ['SN-1', 'SN-2'], count: 2, warrantyUntil: until }];
    return { ...book, customers: { sample: { ...sample, devices } } };
  }

  it('C6: the card lists the devices with their serial numbers, says whom to call, and plans the call', async () => {
    const house = await open({ book: await ending('2026-11-28'), terms: true });
    await house.forward({ days: 2 });
    const card = must(house.seen('@projectManager').cards.at(-1));
    const caller = named(must(house.book.customers.sample?.people[0]).name, language);
    for (const word of ['HD-900', 'SN-1', 'SN-2', caller]) expect(wordsOf(card)).toContain(word);
    const { form } = await house.press('projectManager', '@projectManager', 'appointment.plan');
    expect(must(form).args).toMatchObject({ customer: 'sample' });
  });

  it('C6: told once each; a new book moves the date, and nothing is told twice after a restart', async () => {
    const house = await open({ book: await ending('2026-11-28'), terms: true });
    const count = () => house.seen('@projectManager').messages.length;
    await house.forward({ days: 2 });
    expect(count()).toBe(1);
    await house.apply(await ending('2026-11-28'));
    await house.forward({ days: 1 });
    expect(count()).toBe(1);
    // Renewed until 28 February: 60 days before is 30 December, so the 14 days of the old date pass in silence.
    await house.apply(await ending('2027-02-28'));
    await house.forward({ days: 60 });
    expect(count()).toBe(1);
    await house.forward({ days: 35 });
    expect(count()).toBe(2);
    // The process is down as the second one falls due: it is told when the process runs again.
    await house.down({ days: 60 });
    expect(count()).toBe(3);
  });

  it('C6: work on a device after its last day is marked billable, with the same response time', async () => {
    const house = await open({ book: await ending('2026-09-27') });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'no picture', device: 'device1' });
    const card = house.seen('team').cards.at(-1);
    expect(wordsOf(card)).toContain(t(language, 'card.billable'));
    expect(wordsOf(card)).toContain(t(language, 'metric.respond'));
  });
});
