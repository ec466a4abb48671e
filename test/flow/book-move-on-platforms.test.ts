import { afterEach, describe, expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { feishuId } from '../support/feishu-book.ts';
import { type FeishuHouse, openFeishuHouse, REPORTER, TEAM } from '../support/feishu-house.ts';
import { actionFor, pressOf as feishuPressOf, messageOf } from '../support/feishu-payload.ts';
import { slackId } from '../support/slack-book.ts';
import { buttonFor, OUTSIDER, openSlackHouse, type SlackHouse, TEAM_CHANNEL } from '../support/slack-house.ts';
import { pressOf, slashOf } from '../support/slack-payload.ts';
import { until } from '../support/until.ts';

/** The version in force with shorter promises, put in force as another process of the desk would. */
const NEXT_VERSION = `insert into book_version (hash, source, applied_at)
  select hash || '@1', replace(source::text, '"60m"', '"20m"')::jsonb, applied_at from book_version where id = 1`;
const MOVED = 'select book_version_id as version from ticket';

describe.each(['en', 'zh-CN'] as const)('open tickets are moved to the new version in %s', (language) => {
  const title = t(language, 'move.title', { version: 2 });
  const words = language === 'en' ? '/desk book move' : '/desk 手册 迁移';
  const refusal = t(language, 'move.stale', { what: '|' }).split('|')[0]?.trim() ?? '-';
  const told = t(language, 'move.told.title', { version: 2 });

  describe('on Slack', () => {
    let house: SlackHouse | undefined;
    afterEach(() => house?.close());

    it('the director alone sees the preview; a tap on it moves them, and a second tap is told so', async () => {
      const slack = await openSlackHouse({ language });
      house = slack;
      const director = { user: slackId('U', 'director'), channel: TEAM_CHANNEL };
      await slack.give(slashOf('/fault', 'no signal', OUTSIDER));
      await slack.settled();
      await slack.query(NEXT_VERSION);
      await slack.give(slashOf('/desk', 'book move', director));
      const preview = await until('the preview', async () =>
        slack.slack.whispers.find((each) => JSON.stringify(each).includes(title)),
      );
      expect(preview.user).toBe(director.user);
      const button = buttonFor(preview, 'book.move');
      await slack.give(pressOf(button, director));
      await slack.find(TEAM_CHANNEL, told);
      expect(await slack.query(MOVED)).toEqual([{ version: 2 }]);
      await slack.give(pressOf(button, director));
      await until('the refusal', async () =>
        slack.slack.whispers.find((each) => JSON.stringify(each).includes(refusal)),
      );
      expect(await slack.query("select count(*)::int as moves from ticket_event where kind = 'ticket.moved'")).toEqual([
        { moves: 1 },
      ]);
    });
  });

  describe('on Feishu', () => {
    let house: FeishuHouse | undefined;
    afterEach(() => house?.close());

    it('the director alone sees the preview; a tap on it moves them, and a second tap is told so', async () => {
      const feishu = await openFeishuHouse({ language });
      house = feishu;
      const director = { user: feishuId('ou', 'director'), chat: TEAM };
      await feishu.give(messageOf({ text: '/fault no signal' }, REPORTER));
      await feishu.query(NEXT_VERSION);
      await feishu.give(messageOf({ text: words }, director));
      const preview = await until('the preview', async () =>
        feishu.feishu.whispers.find((each) => JSON.stringify(each).includes(title)),
      );
      const action = actionFor(preview.card, 'book.move');
      const answer = await feishu.give(feishuPressOf(action, director));
      expect(answer.toast?.type).toBe('success');
      await until('the message', async () =>
        feishu.in(TEAM).find(({ content }) => JSON.stringify(content).includes(told)),
      );
      expect(await feishu.query(MOVED)).toEqual([{ version: 2 }]);
      const again = await feishu.give(feishuPressOf(action, director));
      expect(again.toast?.type).not.toBe('success');
      expect(await feishu.query("select count(*)::int as moves from ticket_event where kind = 'ticket.moved'")).toEqual(
        [{ moves: 1 }],
      );
    });
  });
});
