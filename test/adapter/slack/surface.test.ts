import type { types } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { renderAnswer, renderForm } from '../../../src/adapter/slack/modal.ts';
import { renderPost, renderReply } from '../../../src/adapter/slack/render.ts';
import { say } from '../../../src/adapter/slack/words.ts';
import type { Card } from '../../../src/chat/card.ts';
import type { Form } from '../../../src/chat/form.ts';
import { listByRole, type Role } from '../../../src/desk/person/person.ts';
import { COMMANDS } from '../../../src/house.ts';
import type { Language } from '../../../src/lib/language.ts';
import { wordsOf } from '../../support/card-words.ts';
import { openHouse, type TestHouse } from '../../support/house.ts';
import { sampleBook } from '../../support/sample-book.ts';
import { type Json, overrunsOfMessage, overrunsOfView } from '../../support/slack-limits.ts';
import { lineOf } from '../contract.ts';

/** With as much of a message as a view may carry. */
const FILES = Array.from({ length: 30 }, (_, at) => ({
  id: `F${at}`.padEnd(20, '0'),
  name: '',
  permalink: '',
  file_access: '',
}));
const CONTEXT = {
  place: { platform: 'slack', channelId: 'CSAMPLE', threadId: '1700000000.000100' },
  message: { ts: '1700000000.000100', threadTs: '1700000000.000100', files: FILES },
};
const PRESETS = [
  ['bureau-system', 'zh-CN'],
  ['network-security', 'en'],
  ['security-vendor', 'zh-CN'],
  ['telecom-province', 'en'],
  ['telecom-province', 'zh-CN'],
  ['video-conference', 'en'],
] as const;
const LONG = '核心交换机🔔 & <!channel> *坏了* '.repeat(170);

/** Every command asked by a customer, an engineer and a director, of a case with the longest words: whatever the desk shows comes by here. */
async function surfacesOf(preset: string, language: Language): Promise<{ cards: Card[]; forms: Form[] }> {
  const book = await sampleBook(language, preset);
  const house = await openHouse({ database: 'pglite-memory', language, book });
  const cards = new Set<Card>();
  const forms = new Set<Form>();
  const customer = Object.keys(book.channels).find((key) => book.channels[key]?.purpose === 'customer') ?? '';
  try {
    await house.forge('customer-sample-1', customer, 'ticket.report', { text: LONG.slice(0, 3_999) });
    const holding = (role: Role) => listByRole(book.people, role).slice(0, 1);
    const people = ['customer-sample-1', ...new Set([...holding('engineer'), ...holding('director')])];
    for (const { name } of COMMANDS) {
      for (const person of people) {
        const channel = person.startsWith('customer') ? customer : 'team';
        for (const input of [{ ticket: 'T-1' }, { ticket: 'T-1', text: LONG.slice(0, 3_999) }]) {
          const told = await house.forge(person, channel, name, input);
          if (told.card) cards.add(told.card);
          if (told.form) forms.add(told.form);
        }
      }
      for (const card of house.seen().cards) cards.add(card);
    }
    await house.forge('engineer1', customer, 'channel.joined', {});
    await house.forward({ hours: 30 });
    for (const card of house.seen().cards) cards.add(card);
    const log = await openLongLog(house, customer);
    cards.add(log.card);
    expect(wordsOf(log.card)).toContain(log.newest);
  } finally {
    await house.close();
  }
  return { cards: [...cards], forms: [...forms] };
}

/** The log of a case to which thirty times the longest text was written. */
async function openLongLog(house: TestHouse, customer: string): Promise<{ card: Card; newest: string }> {
  const { text: told } = await house.forge('customer-sample-1', customer, 'ticket.report', {
    text: LONG.slice(0, 3_999),
  });
  const ticket = /T-\d+/.exec(told)?.[0] ?? '';
  const newest = `${LONG.slice(0, 3_900)} the newest`;
  for (let note = 0; note < 30; note += 1) {
    house.wait({ minutes: 1 });
    await house.forge('customer-sample-1', customer, 'ticket.update', {
      ticket,
      text: note === 29 ? newest : LONG.slice(0, 3_999),
    });
  }
  const { card } = await house.forge('engineer1', 'team', 'ticket.log', { ticket });
  if (!card) throw new Error('no log');
  return { card, newest };
}

describe('every card and every form of the product', () => {
  it.each(PRESETS)('of %s in %s is one that Slack takes', async (preset, language) => {
    const { cards, forms } = await surfacesOf(preset, language);
    expect(cards.length).toBeGreaterThan(10);
    expect(forms.length).toBeGreaterThan(5);
    for (const card of cards) {
      const { blocks } = renderPost({ ...lineOf(card.title), card, mentions: ['U1'] });
      expect(overrunsOfMessage(blocks), card.title).toEqual([]);
      const whole = renderReply({ kind: 'card', card });
      expect(overrunsOfView(asJson(renderAnswer(whole, card.title, CONTEXT))), card.title).toEqual([]);
      const home: types.HomeView = { type: 'home', blocks: whole.blocks };
      expect(overrunsOfView(asJson(home)), card.title).toEqual([]);
      if (card.subject.endsWith('/log')) expect(JSON.stringify(blocks)).not.toContain(say('cut', language));
    }
    for (const form of forms) expect(overrunsOfView(asJson(renderForm(form, CONTEXT))), form.title).toEqual([]);
  });
});

/** Views as Slack's own types have them, as they go over the line. */
function asJson(view: types.View): Json {
  return JSON.parse(JSON.stringify(view)) as Json;
}
