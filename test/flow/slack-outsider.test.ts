import { afterEach, describe, expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { Language } from '../../src/lib/language.ts';
import { withRival } from '../support/sample-book.ts';
import {
  buttonFor,
  buttonsOf,
  CUSTOMER_CHANNEL,
  ENGINEER,
  OUTSIDER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
  wordsOn,
} from '../support/slack-house.ts';
import { messageOf, pressOf, submissionOf } from '../support/slack-payload.ts';
import { BOT_USER } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

const RIVAL_CHANNEL = 'CCUSTOMERRIVAL';
const withRivalOnSlack = (book: BookSource): BookSource => {
  const { channels, ...rest } = withRival(book);
  const rival = channels['customer-rival'];
  return rival ? { ...rest, channels: { ...channels, 'customer-rival': { ...rival, id: RIVAL_CHANNEL } } } : book;
};
const RIVAL = { user: 'URIVAL', team: 'TRIVAL', channel: RIVAL_CHANNEL };

let open: SlackHouse | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function house(language: Language = 'en', change = withRivalOnSlack): Promise<SlackHouse> {
  open = await openSlackHouse({ language, change });
  return open;
}

const mention = (words: string, more: object = {}) => messageOf({ text: `<@${BOT_USER}> ${words}`, ...more }, OUTSIDER);
const REPORT = { kind: { kind: { selected_option: { value: 'fault' } } } };
const saying = (value: string) => ({ ...REPORT, text: { text: { value } } });

describe.each(['en', 'zh-CN'] as const)('somebody of another organisation, in a shared channel in %s', (language) => {
  it('reports by the pinned card: its button, its form, the card for both sides', async () => {
    const { slack, give, ask, owePinned, find, view } = await house(language);
    await owePinned();
    const pinned = await find(CUSTOMER_CHANNEL, t(language, 'channel.report.title'));
    expect(slack.pinned).toContain(`${CUSTOMER_CHANNEL}/${pinned.ts}`);
    await give(pressOf(buttonFor(pinned, 'ticket.report'), { ...OUTSIDER, ts: pinned.ts }));
    const form = await view(1);
    expect(await ask(submissionOf(form, OUTSIDER, saying('core switch down')))).toBeUndefined();
    await find(CUSTOMER_CHANNEL, 'T-1 core switch down');
    await find(TEAM_CHANNEL, 'T-1 core switch down');
  });

  it('reports by a mention: its thread has the card, whose “Add details” leads to a line for both sides', async () => {
    const { give, ask, in: there, find, view } = await house(language);
    await give(mention('core switch down', { ts: '1700000333.000200' }));
    const card = await find(CUSTOMER_CHANNEL, 'T-1');
    expect(card.thread).toBe('1700000333.000200');
    const add = buttonFor(card, 'ticket.update');
    expect(add).toMatchObject({ text: { text: t(language, 'button.add-details') } });
    await give(pressOf(add, { ...OUTSIDER, ts: card.ts, thread: card.thread }));
    await ask(submissionOf(await view(1), OUTSIDER, { text: { text: { value: 'both power supplies' } } }));
    const line = await until('the line', async () =>
      there(CUSTOMER_CHANNEL).find((each) => wordsOn(each).includes('both power supplies')),
    );
    expect(line.thread).toBe('1700000333.000200');
    await until('the team’s line', async () =>
      there(TEAM_CHANNEL).find((each) => wordsOn(each).includes('both power supplies') && each.thread !== ''),
    );
  });

  it('asks for the status and is answered in the thread for all to see, with this customer’s tickets alone', async () => {
    const { slack, give, find, in: there } = await house(language);
    await give(mention('core switch down'));
    await find(CUSTOMER_CHANNEL, 'T-1');
    await give(messageOf({ text: `<@${BOT_USER}> the rival’s printer is down` }, RIVAL));
    await find(RIVAL_CHANNEL, 'T-2');
    await give(mention('status', { ts: '1700000444.000200' }));
    const list = await until('the list', async () =>
      there(CUSTOMER_CHANNEL).find(({ thread }) => thread === '1700000444.000200'),
    );
    expect(wordsOn(list)).toContain('T-1 · core switch down');
    expect(wordsOn(list)).not.toContain('T-2');
    expect(slack.whispers.filter((each) => wordsOn(each).includes('core switch'))).toEqual([]);
  });
});

describe('somebody of another organisation', () => {
  it('finds no ticket of another customer, from whichever card of their channel it is pressed', async () => {
    const { give, find, view } = await house();
    await give(mention('core switch down'));
    const card = await find(CUSTOMER_CHANNEL, 'T-1');
    for (const [at, command] of ['ticket.update', 'ticket.why', 'ticket.log'].entries()) {
      await give(pressOf({ ...buttonFor(card, 'ticket.update'), value: `["${command}","ticket","T-1"]` }, RIVAL));
      expect(wordsOn(await view(at + 1))).toContain('There is no ticket T-1');
    }
  });

  it('is not staff for having the bare id of one, and may not do what only staff may', async () => {
    const { give, in: there, find, view, slack } = await house();
    await give(mention('core switch down'));
    const card = await find(TEAM_CHANNEL, 'T-1');
    const impostor = { user: ENGINEER.user, team: 'TCLIENT', channel: CUSTOMER_CHANNEL };
    await give(pressOf(buttonFor(card, 'ticket.acknowledge'), impostor));
    expect(wordsOn(await view(1))).toContain('Only our staff');
    await give(messageOf({ text: `<@${BOT_USER}> ack T-1`, ts: '1700000777.000200' }, impostor));
    // Free words of a person who is not staff are words about the ticket that they name.
    await until('the words', async () => there(TEAM_CHANNEL).find((post) => wordsOn(post).includes('ack T-1')));
    const [team] = there(TEAM_CHANNEL);
    expect(team && buttonsOf(team)[0]).toMatchObject({ text: { text: 'Acknowledge' } });
    expect(slack.views).toHaveLength(1);
  });

  it('who is staff by the book, but reads along from outside, is told what staff are told in direct messages', async () => {
    const partner = { user: 'UPARTNER', team: 'TPARTNER', channel: CUSTOMER_CHANNEL };
    const {
      give,
      in: there,
      find,
    } = await house('en', (book) => {
      const engineer = book.people.engineer2;
      if (!engineer) throw new Error('no second engineer');
      return { ...book, people: { ...book.people, engineer2: { ...engineer, ids: { slack: 'TPARTNER/UPARTNER' } } } };
    });
    await give(mention('core switch down'));
    const card = await find(TEAM_CHANNEL, 'T-1');
    await give(pressOf(buttonFor(card, 'ticket.update'), ENGINEER));
    const before = there(CUSTOMER_CHANNEL).length;
    await give(messageOf({ text: `<@${BOT_USER}> note T-1 the customer forgot to pay` }, ENGINEER));
    await until('the note', async () => there(TEAM_CHANNEL).find((each) => wordsOn(each).includes('forgot to pay')));
    await give(messageOf({ text: `<@${BOT_USER}> log T-1` }, partner));
    const told = await until('the log', async () => there('DUPARTNER')[0]);
    expect(wordsOn(told)).toContain('forgot to pay');
    expect(there(CUSTOMER_CHANNEL)).toHaveLength(before);
    expect(wordsOn(there(CUSTOMER_CHANNEL))).not.toContain('forgot to pay');
  });

  it('is helped with words that work where they are, without slash commands', async () => {
    const { give, in: there } = await house();
    await give(mention('help', { ts: '1700000888.000200' }));
    const help = await until('the help', async () =>
      there(CUSTOMER_CHANNEL).find(({ thread }) => thread === '1700000888.000200'),
    );
    expect(wordsOn(help)).toContain('status');
    expect(wordsOn(help)).not.toContain('/desk');
    expect(wordsOn(help)).not.toContain('/fault');
  });
});
