import { afterEach, describe, expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

const COMPLAINT = 'your engineer was rude to our staff, this is unacceptable';
const WORDS = /rude to our staff/;

describe('a complaint on the page for faults', () => {
  let house: WebHouse;
  afterEach(() => house.close());

  interface Page {
    readonly url: string;
    readonly status: number;
    readonly text: string;
  }
  async function open(link: string | undefined, fields?: Record<string, string>): Promise<Page> {
    const body = fields && new URLSearchParams(fields);
    const headers = { 'accept-language': 'en' };
    const response = await fetch(must(link), { headers, ...(body ? { method: 'POST', body } : {}) });
    return { status: response.status, url: response.url, text: await response.text() };
  }
  /** Fills in the form of a page, its hidden fields included. */
  function send({ url, text }: Page, said: string): Promise<Page> {
    const hidden = [...text.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
    const filled = { text: said, kind: 'fault', person: 'Ms Liu', contact: '138 0000' };
    return open(url, { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...filled });
  }
  const shared = () => house.seen(SHARED).messages.map((message) => JSON.stringify(message));

  it('is refused once, with the private page; sent again as it is, it is reported', async () => {
    house = await openWebHouse();
    const form = await open(house.links().report('sample'));
    const refused = await send(form, COMPLAINT);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('sounds like a complaint');
    expect(refused.text).toContain('/web/c/');
    expect(refused.text).toContain(COMPLAINT);
    expect(shared()).toEqual([]);
    expect((await send(refused, `${COMPLAINT} indeed`)).status).toBe(422);
    expect((await send(refused, COMPLAINT)).url).toMatch(/\/web\/t\//);
    expect(shared().join()).toMatch(WORDS);
  });

  it('a fault is reported at once', async () => {
    house = await openWebHouse();
    const sent = await send(await open(house.links().report('sample')), 'core switch is down');
    expect(sent.url).toMatch(/\/web\/t\//);
  });
});

eachHouse((open, language) => {
  it('a complaint in the remark of a rating is asked about before the channel reads it', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.forge(REPORTER, SHARED, 'rating.give', { ticket: 'T-1', score: '3' });
    const { form } = await house.forge(REPORTER, SHARED, 'rating.say-more', { ticket: 'T-1' });
    const { card } = await house.submit(REPORTER, SHARED, must(form), { remark: COMPLAINT });
    expect(card?.title).toBe(t(language, 'heard.complaint.title'));
    const wordsIn = (channel: string) => JSON.stringify(house.seen(channel));
    expect(WORDS.test(wordsIn(SHARED) + wordsIn('team'))).toBe(false);
    const button = must(buttonsOn(must(card)).find(({ label }) => label === t(language, 'button.heard.rating')));
    expect((await house.forge(REPORTER, SHARED, button.command, button.args)).refused).toBeUndefined();
    expect(WORDS.test(wordsIn(SHARED))).toBe(true);
  });
});
