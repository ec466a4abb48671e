import { describe, expect, it } from 'vitest';
import { renderForm } from '../../../src/adapter/feishu/form.ts';
import { renderCard } from '../../../src/adapter/feishu/render.ts';
import type { Card } from '../../../src/chat/card.ts';
import { type Json, overrunsOfCard } from '../../support/feishu-card-rules.ts';
import { PRESETS, surfacesOf } from '../../support/surfaces.ts';
import { lineOf } from '../contract.ts';

const PLACE = { platform: 'feishu', channelId: 'oc_sample', threadId: '' };
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
