import type { types } from '@slack/bolt';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderForm as renderFeishuForm } from '../../src/adapter/feishu/say/form.ts';
import { renderCard } from '../../src/adapter/feishu/say/render.ts';
import { renderAnswer, renderForm } from '../../src/adapter/slack/say/modal.ts';
import { renderPost, renderReply } from '../../src/adapter/slack/say/render.ts';
import { say } from '../../src/adapter/slack/say/words.ts';
import type { Card } from '../../src/chat/card.ts';
import { overrunsOfCard } from '../support/feishu-card-rules.ts';
import { type Json, overrunsOfMessage, overrunsOfView } from '../support/slack-limits.ts';
import { PRESETS, surfacesOf } from '../support/surfaces.ts';
import { lineOf } from './contract.ts';

/** As many files as a Slack view can carry. */
const FILES = Array.from({ length: 30 }, (_, at) => ({
  id: `F${at}`.padEnd(20, '0'),
  name: '',
  permalink: '',
  file_access: '',
}));
const ON_SLACK = {
  place: { platform: 'slack', channelId: 'CSAMPLE', threadId: '1700000000.000100' },
  message: { ts: '1700000000.000100', threadTs: '1700000000.000100', files: FILES },
};
const ON_FEISHU = { place: { platform: 'feishu', channelId: 'oc_sample', threadId: '' }, message: undefined };

// Both platforms in one file, because collecting every surface of a preset takes longer than checking it.
describe.each(PRESETS)('every card and every form of %s in %s', (preset, language) => {
  let surfaces: Awaited<ReturnType<typeof surfacesOf>>;
  beforeAll(async () => {
    surfaces = await surfacesOf(preset, language);
    expect(surfaces.cards.length).toBeGreaterThan(10);
    expect(surfaces.forms.length).toBeGreaterThan(5);
  });

  it('is one that Slack takes', () => {
    for (const card of surfaces.cards) {
      const { blocks } = renderPost({ ...lineOf(card.title), card, mentions: ['U1'] });
      expect(overrunsOfMessage(blocks), card.title).toEqual([]);
      const whole = renderReply({ kind: 'card', card });
      expect(overrunsOfView(asJson(renderAnswer(whole, card.title, ON_SLACK))), card.title).toEqual([]);
      const home: types.HomeView = { type: 'home', blocks: whole.blocks };
      expect(overrunsOfView(asJson(home)), card.title).toEqual([]);
      if (card.subject.endsWith('/log')) expect(JSON.stringify(blocks)).not.toContain(say('cut', language));
    }
    for (const form of surfaces.forms) {
      const view = renderForm(form, ON_SLACK);
      expect(overrunsOfView(asJson(view)), form.title).toEqual([]);
      const shown = [view.title.text, view.submit?.text, ...view.blocks.flatMap(headerOf)];
      expect(shown.some((text) => text === form.title)).toBe(true);
      expect(
        shown.some((text) => text?.includes(form.submit)),
        form.submit,
      ).toBe(true);
    }
  });

  it('is one that Feishu takes', () => {
    for (const card of surfaces.cards) {
      // Doubles the size of a bilingual card: a "translation" of the same length.
      const translation = JSON.parse(JSON.stringify(card).replaceAll('的', '之').replaceAll(' ', '  ')) as Card;
      for (const post of [
        { ...lineOf(card.title), card },
        { ...lineOf(''), card, translation },
      ])
        expect(overrunsOfCard(asJson(renderCard(post))), card.title).toEqual([]);
    }
    for (const form of surfaces.forms)
      expect(overrunsOfCard(asJson(renderFeishuForm(form, ON_FEISHU))), form.title).toEqual([]);
  });
});

function headerOf(block: types.AnyBlock): string[] {
  return block.type === 'header' && 'text' in block ? [block.text.text] : [];
}

/** The rendered message as it is sent. */
function asJson(drawn: object): Json {
  return JSON.parse(JSON.stringify(drawn));
}
