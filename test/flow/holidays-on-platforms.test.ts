import { afterEach, describe, expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { NOTICE_2027, published } from '../desk/holiday/notices.ts';
import { feishuId } from '../support/feishu-book.ts';
import { type FeishuHouse, openFeishuHouse, TEAM } from '../support/feishu-house.ts';
import { actionFor, messageOf as feishuMessageOf, pressOf as feishuPressOf, US } from '../support/feishu-payload.ts';
import { slackId } from '../support/slack-book.ts';
import { buttonFor, ENGINEER, openSlackHouse, type SlackHouse, TEAM_CHANNEL } from '../support/slack-house.ts';
import { pressOf, slashOf } from '../support/slack-payload.ts';
import { until } from '../support/until.ts';

const NOTICE = published(2027, NOTICE_2027);

/** The house begins in September 2026: the notice is early, but may be loaded. */
describe.each(['en', 'zh-CN'] as const)('a notice of public holidays in %s', (language) => {
  const applied = t(language, 'holidays.applied.title', { year: 2027 });
  const asked = t(language, 'holidays.card.title', { year: 2027 });

  describe('on Slack', () => {
    let house: SlackHouse | undefined;
    afterEach(() => house?.close());

    it('typed with its line breaks by an engineer, applied by the director in direct messages', async () => {
      house = await openSlackHouse({ language });
      const director = slackId('U', 'director');
      await house.give(slashOf('/desk', `holidays ${NOTICE}`, ENGINEER));
      const card = await house.find(`D${director}`, asked);
      await house.give(
        pressOf(buttonFor(card, 'holidays.apply'), { user: director, channel: `D${director}`, ts: card.ts }),
      );
      await house.find(TEAM_CHANNEL, applied);
      expect(await house.query("select year from holiday_load where state = 'applied'")).toEqual([{ year: 2027 }]);
    });
  });

  describe('on Feishu', () => {
    let house: FeishuHouse | undefined;
    afterEach(() => house?.close());

    it('said to the bot by an engineer, applied by the director in direct messages', async () => {
      const feishu = await openFeishuHouse({ language });
      house = feishu;
      const director = { user: feishuId('ou', 'director'), chat: `oc_p2p${feishuId('ou', 'director').slice(3)}` };
      const engineer = { user: feishuId('ou', 'engineer1'), chat: TEAM };
      await feishu.give(feishuMessageOf({ text: `@_user_1 放假安排 ${NOTICE}`, mentions: [US] }, engineer));
      const shown = (chat: string, words: string) =>
        until(`${words} in ${chat}`, async () =>
          feishu
            .in(chat)
            .find(({ type, content }) => type === 'interactive' && JSON.stringify(content).includes(words)),
        );
      const card = await shown(director.chat, asked);
      await feishu.give(feishuPressOf(actionFor(card.content, 'holidays.apply'), director, card.id));
      await shown(TEAM, applied);
    });
  });
});
