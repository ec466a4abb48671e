import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examineFeishu } from '../../../src/adapter/feishu/examine.ts';
import type { NamedThere } from '../../../src/chat/check.ts';
import { hasText } from '../../../src/i18n/i18n.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { APP_ID, APP_SECRET, type FeishuServer, openFeishuServer } from '../../support/feishu-server.ts';

const NAMED: NamedThere = {
  channels: [
    { key: 'customer', id: 'oc_theirs', readers: 'customer' },
    { key: 'team', id: 'oc_ours', readers: 'staff' },
  ],
  people: [],
};

describe('examining Feishu', () => {
  let feishu: FeishuServer;
  beforeEach(async () => {
    feishu = await openFeishuServer({ chats: { oc_theirs: { external: true }, oc_ours: {} }, people: {} });
  });
  afterEach(() => feishu.close());

  async function examine(named = NAMED, appSecret = APP_SECRET): Promise<string[]> {
    const access = { appId: APP_ID, appSecret, domain: feishu.domain };
    const said: string[] = [];
    for (const check of examineFeishu(access, silentLog, async () => named)) {
      expect(hasText('en', `doctor.check.${check.name}`)).toBe(true);
      for await (const { level, code, params } of check.find()) {
        expect(hasText('zh-CN', code)).toBe(true);
        said.push(`${level} ${code.replace('doctor.feishu.', '')} ${params.channel ?? ''}`.trim());
      }
    }
    return said;
  }

  it('tells that all is well', async () => {
    expect(await examine()).toEqual(['ok app', 'ok group-external customer', 'ok group-internal team']);
  });

  it('names a secret that Feishu refuses, and a Feishu that is not there', async () => {
    expect((await examine(NAMED, 'of another'))[0]).toBe('wrong app-refused');
    await feishu.close();
    expect((await examine())[0]).toBe('wrong unreachable');
  });

  it.each<[string, NamedThere['channels'][number], string]>([
    ['our group that outsiders read', { key: 'x', id: 'oc_theirs', readers: 'staff' }, 'wrong group-exposed x'],
    ['a group that the bot is not in', { key: 'x', id: 'oc_unknown', readers: 'customer' }, 'wrong group-unknown x'],
    ['a customer’s group without outsiders', { key: 'x', id: 'oc_ours', readers: 'customer' }, 'ok group-own x'],
  ])('names %s', async (_what, channel, told) => {
    expect(await examine({ channels: [channel], people: [] })).toEqual(['ok app', told]);
  });
});
