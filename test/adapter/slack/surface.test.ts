import type { types } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { renderAnswer, renderForm } from '../../../src/adapter/slack/modal.ts';
import { renderPost, renderReply } from '../../../src/adapter/slack/render.ts';
import { say } from '../../../src/adapter/slack/words.ts';
import { type Json, overrunsOfMessage, overrunsOfView } from '../../support/slack-limits.ts';
import { PRESETS, surfacesOf } from '../../support/surfaces.ts';
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
