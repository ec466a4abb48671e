import { expect, it } from 'vitest';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { when } from '../../src/i18n/when.ts';
import { named } from '../../src/lib/language.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const HOTLINE = '400-000-0000';
/** The mobile of the engineer who has the bell. */
const MOBILE = '138-0000-0001';

eachHouse((open, language) => {
  it.each([
    [
      'in office hours the hotline',
      '2026-09-28T10:00:00+08:00',
      t(language, 'contact.now.hotline', { phone: HOTLINE }),
    ],
    ['in the evening the engineer on duty', '2026-09-28T20:00:00+08:00', MOBILE],
    ['on a public holiday the engineer on duty', '2026-10-01T10:00:00+08:00', MOBILE],
    [
      'on a worked Saturday (调休) the hotline',
      '2026-10-10T10:00:00+08:00',
      t(language, 'contact.now.hotline', { phone: HOTLINE }),
    ],
  ])('B4: whom to call: %s', async (_, at, called) => {
    const house = await open({ at: Date.parse(at) });
    const said = wordsOf((await house.say(REPORTER, SHARED, '/desk who')).card);
    const now = t(language, 'contact.now', { number: '…' }).replace('…', '');
    const line = said.split('\n').find((each) => each.startsWith(now.trimEnd())) ?? '';
    expect(line).toContain(called);
  });

  it.each([
    ['in office hours', '2026-09-28T10:00:00+08:00', HOTLINE, undefined, '2026-09-28T12:00:00+08:00'],
    ['at lunch', '2026-09-28T12:30:00+08:00', MOBILE, '2026-09-28T13:00:00+08:00', undefined],
    ['in the evening', '2026-09-28T20:00:00+08:00', MOBILE, '2026-09-29T09:00:00+08:00', undefined],
    ['on a public holiday', '2026-10-01T10:00:00+08:00', MOBILE, '2026-10-08T09:00:00+08:00', undefined, 'engineer2'],
    ['on a worked Saturday (调休)', '2026-10-10T10:00:00+08:00', HOTLINE, undefined, '2026-10-10T12:00:00+08:00'],
  ])('B4: the hotline and the mobile are two layers of one schedule, each with its number: %s', async (...row) => {
    const [, at, called, hotlineFrom, mobileFrom, nextOnHotline = 'engineer1'] = row;
    const now = Date.parse(at);
    const book = await sampleBook(language, 'security-vendor');
    const house = await open({ at: now, book });
    const layers = must(must(book.rotations.primary).layers);
    for (const [person, channel] of [
      ['senior', 'team'],
      [REPORTER, SHARED],
    ] as const) {
      const { card } = await house.say(person, channel, '/desk oncall');
      const shown = must(card).parts.flatMap((part) => (part.part === 'fields' ? part.fields : []));
      const onLayer = (place: number) => {
        const name = named(must(must(layers[place]).name), language);
        return must(shown.find(({ label }) => label === name)).value;
      };
      const ringing = (number: string, from: string | undefined, person = 'engineer1') => {
        const who = `${personName(book.people, person, language)} ${number}`;
        if (from === undefined) return t(language, 'rota.layer-now', { who });
        return t(language, 'rota.layer-from', { who, from: when(language, Date.parse(from), 'Asia/Shanghai', now) });
      };
      expect([onLayer(1), onLayer(0)]).toEqual([
        ringing(HOTLINE, hotlineFrom, nextOnHotline),
        ringing(MOBILE, mobileFrom),
      ]);
      expect(onLayer(called === HOTLINE ? 1 : 0)).toBe(ringing(called, undefined));
    }
  });

  it('B4: on whichever layer, the same engineer has the tickets of the week', async () => {
    const book = await sampleBook(language, 'security-vendor');
    const house = await open({ at: Date.parse('2026-09-28T10:00:00+08:00'), book });
    await house.say(REPORTER, SHARED, '/fault by day');
    await house.forward({ hours: 10 });
    await house.say(REPORTER, SHARED, '/fault by night');
    const rows = await house.database.query('select assignee from ticket');
    expect(rows).toEqual([{ assignee: 'engineer1' }, { assignee: 'engineer1' }]);
    expect(house.seen().messages.filter(({ about }) => about?.kind === 'duty.handoff')).toEqual([]);
  });
});
