import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

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
});
