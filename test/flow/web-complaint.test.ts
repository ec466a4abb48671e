import { afterEach, beforeEach, expect, it } from 'vitest';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { must } from '../support/must.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

const CUSTOMER = 'customer-sample-1';
const CHANNEL = 'customer-sample';
const WORDS = 'nobody picks up the phone';
const CHOSEN = { text: WORDS, category: 'response', urgency: 'normal', person: 'Ms Liu', contact: '138 0000' };

let house: WebHouse;
beforeEach(async () => {
  house = await openWebHouse();
});
afterEach(() => house.close());

interface Page {
  readonly status: number;
  readonly url: string;
  readonly text: string;
}

async function open(link: string | undefined, fields?: Record<string, string>): Promise<Page> {
  const body = fields && new URLSearchParams(fields);
  const headers = { 'accept-language': 'en' };
  const response = await fetch(must(link), { headers, ...(body ? { method: 'POST', body } : {}) });
  return { status: response.status, url: response.url, text: await response.text() };
}

/** Fills in the last form of a page, its hidden fields included, as a browser without scripts does. */
function send({ url, text }: Page, fields: Record<string, string>): Promise<Page> {
  const hidden = [...text.slice(text.lastIndexOf('<form')).matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
  return open(url, { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...fields });
}

function press(page: Page, label: string): Promise<Page> {
  const button = new RegExp(`name="button" value="([^"]+)"[^>]*>${label}`).exec(page.text)?.[1] ?? '';
  return send(page, { button });
}

/** The places, other than the managers', where a message about the complaint was sent. */
const betrayed = () =>
  [CHANNEL, 'team', 'escalation', 'managers', `@${CUSTOMER}`].filter((place) =>
    house.seen(place).messages.some((message) => /C-1|picks up|we are sorry/.test(JSON.stringify(message))),
  );

it('from a ticket’s page leads to the complainer’s own page, where they read the answer and close it', async () => {
  await house.say(CUSTOMER, CHANNEL, '/fault core switch down');
  const ticket = await open(house.links().ticket(1, 'sample'));
  const [, to] = /href="(\.\.\/c\/[^"]+)">Complain/.exec(ticket.text) ?? [];
  const form = await open(new URL(must(to), ticket.url).href);
  expect(form.text).toContain('nobody else of your organisation');
  const unreachable = await send(form, { ...CHOSEN, contact: ' ' });
  expect([unreachable.status, unreachable.text.includes(WORDS)]).toEqual([422, true]);
  const mine = await send(unreachable, CHOSEN);
  expect(mine.url).toMatch(/\/web\/k\//);
  expect(mine.text).toContain('Bookmark this page');
  const [alert] = house.seen('@manager1').cards;
  for (const words of [WORDS, 'Ms Liu · 138 0000', 'T-1', 'By the contact']) expect(wordsOf(alert)).toContain(words);

  const { form: answer } = await house.press('manager1', '@manager1', 'complaint.answer');
  await house.submit('manager1', '@manager1', must(answer), { text: 'we are sorry' });
  const answered = await open(mine.url);
  expect(answered.text).toContain('we are sorry');
  const why = await press(answered, 'Not satisfied');
  await send(why, { text: 'still busy' });
  expect(house.seen('@manager1').lines.at(-1)).toContain('still busy');
  const asked = await press(await open(mine.url), 'Satisfied');
  expect(asked.text).toContain('Is everything put right?');
  const [, button = ''] = /name="button" value="([^"]+)"/.exec(asked.text) ?? [];
  const closed = await send(asked, { button });
  expect(closed.text).toContain('Done.');
  expect(buttonsOn(house.seen('@manager1').cards[0]).map(({ command }) => command)).not.toContain('complaint.answer');
  expect(betrayed()).toEqual([]);
});

it('is hidden from people with another link of the same customer, and from colleagues in the chat', async () => {
  const mine = await send(await open(house.links().complain('sample', undefined)), CHOSEN);
  const theirs = await send(await open(house.links().complain('sample', undefined)), { ...CHOSEN, text: 'too slow' });
  expect(theirs.text).toContain('too slow');
  expect(theirs.text).not.toContain(WORDS);
  expect(mine.text).toContain(WORDS);
  for (const asker of [CUSTOMER, 'customer-sample-2']) {
    expect(wordsOf((await house.say(asker, CHANNEL, '/desk complaints')).card)).not.toContain('C-1');
    for (const verb of ['show', 'close'])
      expect((await house.forge(asker, CHANNEL, `complaint.${verb}`, { complaint: 'C-1' })).refused).toBe(
        'complaint.not-found',
      );
  }
  const [, token] = /\/web\/k\/([^?]+)/.exec(mine.url) ?? [];
  for (const room of ['t', 'r', 'c', 'f'])
    expect((await open(`${house.origin}/web/${room}/${token}`)).status).toBe(404);
  expect(house.logged()).not.toContain(token);
  expect(betrayed()).toEqual([]);
});

it('is stored once, even if the form is sent several times', async () => {
  const form = await open(house.links().complain('sample', undefined));
  const [first, second] = [await send(form, CHOSEN), await send(form, CHOSEN)];
  expect(second.url).toBe(first.url);
  expect(house.seen('@manager1').cards).toHaveLength(1);
});
