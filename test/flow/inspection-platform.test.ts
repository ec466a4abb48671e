import { afterEach, describe, expect, it } from 'vitest';
import { ENGINEER as FEISHU_ENGINEER, type FeishuHouse, openFeishuHouse, TEAM } from '../support/feishu-house.ts';
import { messageOf as feishuMessage, US } from '../support/feishu-payload.ts';
import { ENGINEER, openSlackHouse, type SlackHouse, TEAM_CHANNEL, wordsOn } from '../support/slack-house.ts';
import { messageOf, slashOf, submissionOf } from '../support/slack-payload.ts';
import { BOT_USER } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

/** Photos and the checklist on site, with payloads as Slack and Feishu send them. */
let opened: SlackHouse | FeishuHouse | undefined;
afterEach(() => opened?.close());

const PHOTO = { id: 'F1', name: 'port7.jpg', permalink: 'https://example.slack.com/files/U/F1/port7.jpg' };

describe('on Slack', () => {
  async function planned(): Promise<SlackHouse> {
    const house = await openSlackHouse({ files: { F1: PHOTO } });
    opened = house;
    await house.ask(slashOf('/desk', 'inspection plan 10/12', ENGINEER));
    return house;
  }
  const card = (house: SlackHouse) =>
    until('the card', async () => house.in(TEAM_CHANNEL).find(({ blocks }) => wordsOn(blocks).includes('I-1 ·')));

  it('photos come with a mention in the card’s thread, without the inspection’s number', async () => {
    const house = await planned();
    const { ts } = await card(house);
    const said = { text: `<@${BOT_USER}> photo ports port 7 flaps`, thread_ts: ts, files: [PHOTO] };
    await house.give(messageOf(said, ENGINEER));
    const shown = await until('the photo on the card', async () => {
      const words = JSON.stringify((await card(house)).blocks);
      return words.includes(PHOTO.permalink) ? words : undefined;
    });
    expect(shown).toContain('port 7 flaps');
  });

  it('each form leads to the next one, and at the end missing items are named', async () => {
    const house = await planned();
    await house.ask(slashOf('/desk', 'inspection check I-1', ENGINEER));
    const first = await house.view(1);
    const marked = await house.ask(submissionOf(first, ENGINEER, chosen('item-ports', 'severe')));
    expect(marked).toMatchObject({ response_action: 'update' });
    const noted = await house.ask(submissionOf(marked?.view as object, ENGINEER, chosen('item-cleaning', 'ok')));
    expect(wordsOn(noted?.view)).toContain('Not looked at yet: Physical state');
    expect(JSON.stringify(noted?.view)).toContain('note-ports');
    const note = { 'note-ports': { 'note-ports': { type: 'plain_text_input', value: 'port 7 flaps' } } };
    await house.ask(submissionOf(noted?.view as object, ENGINEER, note));
    const shown = await until('the note', async () => {
      const words = wordsOn((await card(house)).blocks);
      return words.includes('port 7 flaps') ? words : undefined;
    });
    expect(shown).toContain('11 not looked at');
  });
});

function chosen(name: string, value: string) {
  return { [name]: { [name]: { type: 'static_select', selected_option: { value } } } };
}

describe('on Feishu', () => {
  async function planned(): Promise<FeishuHouse> {
    const house = await openFeishuHouse();
    opened = house;
    await house.give(feishuMessage({ text: '/desk inspection plan 10/12' }, FEISHU_ENGINEER));
    return house;
  }
  const shows = (house: FeishuHouse, words: string) =>
    until(words, async () => house.in(TEAM).find(({ content }) => JSON.stringify(content).includes(words)));

  it('photos come in one message with the text', async () => {
    const house = await planned();
    await shows(house, 'I-1 ·');
    const content = {
      title: '',
      content: [
        [
          { tag: 'at', user_id: '@_user_1' },
          { tag: 'text', text: ' 照片 I-1 端口 7号口闪断' },
        ],
        [{ tag: 'img', image_key: 'img_v3_port' }],
      ],
    };
    await house.give(feishuMessage({ type: 'post', content, mentions: [US] }, FEISHU_ENGINEER));
    expect(await shows(house, '7号口闪断')).toBeDefined();
    expect(JSON.stringify((await shows(house, '📷'))?.content)).toContain('📷 1');
  });

  it('the text comes as a reply to a picture that was sent alone', async () => {
    const house = await planned();
    await shows(house, 'I-1 ·');
    house.feishu.say({
      id: 'om_pic',
      chat: TEAM,
      root: '',
      thread: '',
      type: 'image',
      createdAt: 0,
      content: { image_key: 'img_v3_rack' },
    });
    const more = { root_id: 'om_pic', parent_id: 'om_pic' };
    await house.give(feishuMessage({ text: 'photo I-1 cabling', more }, FEISHU_ENGINEER));
    expect(await shows(house, '📷 1')).toBeDefined();
  });
});
