import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeishuMessage } from '../../../support/feishu-chats.ts';
import { messageOf } from '../../../support/feishu-payload.ts';
import { openTenant, type Tenant } from '../tenant.ts';

const FORWARD = { content: 'Merged and Forwarded Message' };

describe('messages that were forwarded together', () => {
  let house: Tenant;
  beforeEach(async () => {
    house = await openTenant();
  });
  afterEach(() => house.close());

  /** One of them, as it was said elsewhere. */
  function say(id: string, upper: string, more: Partial<FeishuMessage>): void {
    const message = { chat: 'oc_elsewhere', root: '', thread: '', type: 'text', content: {}, createdAt: 0 };
    house.feishu.say({ ...message, id, upper, ...more });
  }

  /** A person forwards them to us; gives what the desk hears. */
  async function forward(chat?: string) {
    const by = { user: 'ou_english', ...(chat === undefined ? {} : { chat }) };
    const more = { message_id: 'om_forward', ...(chat === undefined ? {} : { root_id: 'om_root' }) };
    const said = messageOf({ type: 'merge_forward', content: FORWARD, mentions: [], more }, by);
    house.feishu.say({
      ...{ id: 'om_forward', chat: chat ?? 'oc_p2penglish', root: '', thread: '' },
      ...{ type: 'merge_forward', content: FORWARD, createdAt: 0, sender: 'ou_english' },
    });
    await house.deliver(said);
    await house.finish();
    return house.heard[0];
  }

  it('are heard with who said each, in the order of the talk', async () => {
    say('om_2', 'om_forward', { content: { text: '二楼也是' }, createdAt: 2, sender: 'ou_chinese' });
    say('om_1', 'om_forward', { content: { text: 'core switch is down' }, createdAt: 1, sender: 'ou_customer' });
    say('om_3', 'om_forward', { content: { text: '稍等' }, createdAt: 3, sender: 'ou_nobody' });
    const heard = await forward();
    expect(heard).toMatchObject({ text: 'Liu: core switch is down\n李伟: 二楼也是\nou_nobody: 稍等' });
    expect(heard).not.toHaveProperty('wordless');
  });

  it('name files, places and cards, and hold what was forwarded inside', async () => {
    const by = { sender: 'ou_customer' };
    say('om_1', 'om_forward', { ...by, type: 'file', content: { file_key: 'file_v3_x', file_name: 'core.log' } });
    say('om_2', 'om_forward', { ...by, type: 'location', content: { name: '机房' }, createdAt: 2 });
    say('om_3', 'om_forward', { ...by, type: 'sticker', content: { file_key: 'x' }, createdAt: 3 });
    say('om_4', 'om_forward', { ...by, type: 'merge_forward', content: FORWARD, createdAt: 4 });
    say('om_5', 'om_4', { ...by, content: { text: 'inside' } });
    const heard = await forward();
    expect(heard).toMatchObject({ text: 'Liu: 📎 core.log\nLiu: 📍 机房\nLiu: inside', message: { files: [] } });
  });

  it('are told as a forward where none of them has words', async () => {
    say('om_1', 'om_forward', { type: 'sticker', content: { file_key: 'x' } });
    expect(await forward()).toMatchObject({ text: '', wordless: 'forward' });
  });

  it('are told as a forward where Feishu does not give them', async () => {
    house.feishu.failNext('GET im/v1/messages/:id', { status: 500 });
    say('om_1', 'om_forward', { content: { text: 'core switch is down' } });
    expect(await forward('oc_sample')).toMatchObject({ text: '', wordless: 'forward', overheard: true });
  });
});
