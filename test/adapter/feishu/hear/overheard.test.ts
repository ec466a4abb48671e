import { afterEach, describe, expect, it } from 'vitest';
import { messageOf, US } from '../../../support/feishu-payload.ts';
import { openTenant, type Tenant } from '../tenant.ts';

const STAFF = { user: 'ou_english', chat: 'oc_sample' };
const OTHER = { key: '@_user_2', id: { open_id: 'ou_two' }, name: 'Li Wei' };

describe('a message that does not mention us', () => {
  let house: Tenant | undefined;
  afterEach(async () => {
    await house?.close();
    house = undefined;
  });

  async function hear(payload: object, listened: readonly string[] = []) {
    house = await openTenant({ listensTo: (chatId) => listened.includes(chatId) });
    expect((await house.deliver(payload)).status).toBe(200);
    await house.finish();
    return house.heard;
  }
  const unmentioned = (text: string, more: object = {}) => messageOf({ content: { text }, mentions: [], more }, STAFF);

  it.each([
    ['in a thread', { root_id: 'om_root', parent_id: 'om_root', thread_id: 'omt_1' }],
    ['in the first message of a thread', { thread_id: 'omt_1' }],
    ['in a reply', { root_id: 'om_root', parent_id: 'om_root' }],
  ])('is overheard %s', async (_where, more) => {
    const heard = await hear(unmentioned('needed at noon', more));
    expect(heard).toMatchObject([{ kind: 'words', word: '', text: 'needed at noon', overheard: true }]);
  });

  it('is overheard in a group that the book listens to', async () => {
    const heard = await hear(unmentioned('大屏黑了'), ['oc_sample']);
    expect(heard).toMatchObject([{ text: '大屏黑了', overheard: true, language: 'zh-CN' }]);
  });

  it('is overheard if it mentions somebody else, with their id', async () => {
    const content = { text: '@_user_2 the wall is dark' };
    const heard = await hear(messageOf({ content, mentions: [OTHER] }, STAFF), ['oc_sample']);
    expect(heard).toMatchObject([
      { text: '@LiWei the wall is dark', overheard: true, mentions: { '@LiWei': 'ou_two' } },
    ]);
  });

  it('is not for us in any other group', async () => {
    expect(await hear(unmentioned('大屏黑了'), ['oc_team'])).toEqual([]);
  });

  it('makes no ticket of the message above, and asks Feishu for nothing', async () => {
    const heard = await hear(unmentioned('转工单', { root_id: 'om_root', parent_id: 'om_root' }));
    expect(heard).toMatchObject([{ kind: 'words', text: '转工单', overheard: true }]);
    expect(house?.feishu.calls).not.toContain('GET im/v1/messages/:id');
  });

  it('is not passed on without anything in it', async () => {
    expect(await hear(unmentioned('  ', { thread_id: 'omt_1' }), ['oc_sample'])).toEqual([]);
  });

  it('is said to us, if it does mention us', async () => {
    const content = { text: '@_user_1 still down' };
    const more = { root_id: 'om_root', parent_id: 'om_root', thread_id: 'omt_1' };
    const [heard] = await hear(messageOf({ content, mentions: [US], more }, STAFF), ['oc_sample']);
    expect(heard).toMatchObject({ text: 'still down' });
    expect(heard).not.toHaveProperty('overheard');
  });

  it('is said to us in a direct chat, also in a reply', async () => {
    const more = { root_id: 'om_root', parent_id: 'om_root' };
    const [heard] = await hear(messageOf({ text: 'still down', more }, { user: 'ou_english' }));
    expect(heard).toMatchObject({ text: 'still down' });
    expect(heard).not.toHaveProperty('overheard');
  });
});
