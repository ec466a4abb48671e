import { describe, expect, it } from 'vitest';
import { renderForm } from '../../../src/adapter/feishu/form.ts';
import { renderCard } from '../../../src/adapter/feishu/render.ts';
import type { Card } from '../../../src/chat/card.ts';
import type { Form } from '../../../src/chat/form.ts';
import { listByRole, type Role } from '../../../src/desk/person/person.ts';
import { COMMANDS } from '../../../src/house.ts';
import type { Language } from '../../../src/lib/language.ts';
import { type Json, overrunsOfCard } from '../../support/feishu-card-rules.ts';
import { openHouse } from '../../support/house.ts';
import { sampleBook } from '../../support/sample-book.ts';
import { lineOf } from '../contract.ts';

const PLACE = { platform: 'feishu', channelId: 'oc_sample', threadId: '' };
const PRESETS = [
  ['bureau-system', 'zh-CN'],
  ['network-security', 'en'],
  ['security-vendor', 'zh-CN'],
  ['telecom-province', 'en'],
  ['telecom-province', 'zh-CN'],
  ['video-conference', 'en'],
] as const;
const LONG = '核心交换机🔔 & <at id=all></at> *坏了* '.repeat(170);

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
    await house.forward({ hours: 30 });
    for (const card of house.seen().cards) cards.add(card);
  } finally {
    await house.close();
  }
  return { cards: [...cards], forms: [...forms] };
}

describe('every card and every form of the product', () => {
  it.each(PRESETS)('of %s in %s is one that Feishu takes', async (preset, language) => {
    const { cards, forms } = await surfacesOf(preset, language);
    expect(cards.length).toBeGreaterThan(10);
    expect(forms.length).toBeGreaterThan(5);
    for (const card of cards) {
      // The same words twice are a translation of the greatest size, where each is said in both languages.
      const translation = JSON.parse(JSON.stringify(card).replaceAll('的', '之').replaceAll(' ', '  ')) as Card;
      for (const post of [
        { ...lineOf(card.title), card },
        { ...lineOf(''), card, translation },
      ])
        expect(overrunsOfCard(renderCard(post) as unknown as Json), card.title).toEqual([]);
    }
    for (const form of forms) {
      const rendered = renderForm(form, { place: PLACE, message: undefined });
      expect(overrunsOfCard(rendered as unknown as Json), form.title).toEqual([]);
    }
  });
});
