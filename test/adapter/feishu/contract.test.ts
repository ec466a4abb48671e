import { overrunsOfCard } from '../../support/feishu-card-rules.ts';
import { messageOf } from '../../support/feishu-payload.ts';
import type { Signing } from '../../support/feishu-request.ts';
import { BOT_USER } from '../../support/feishu-server.ts';
import { type AdapterBench, keepsAdapterContract, lineOf, type Seal, SIGNED } from '../contract.ts';
import { openTenant, type Way } from './tenant.ts';

const PLACE = { platform: 'feishu', channelId: 'oc_sample', threadId: '' };

/** Feishu retries for six hours, so only older requests are too old. */
const SEALS: Readonly<Record<Seal, Signing>> = {
  genuine: {},
  forged: { forged: true },
  old: { stampOffset: -25_205 },
  'from-the-future': { stampOffset: 305 },
};

interface Recorded {
  readonly header: { readonly create_time: string };
}

/** The recorded delivery with the current time: in milliseconds, or in a press's microseconds. */
function madeNow(payload: Recorded): object {
  const now = `${Date.now()}${payload.header.create_time.length > 13 ? '000' : ''}`;
  return { ...payload, header: { ...payload.header, create_time: now } };
}

async function openBench(way: Way): Promise<AdapterBench> {
  const { adapter, heard, feishu, deliver, settled, finish, close } = await openTenant({ way });
  // A press does not tell the language of the person's app, so a message before it has to.
  await deliver(
    messageOf({ text: 'hello', more: { user_agent: 'Lark/7.46.7 LarkLocale/en_US' } }, { user: 'ou_english' }),
  );
  await settled();
  const before = heard.length;
  return {
    adapter,
    get heard() {
      return heard.slice(before);
    },
    place: PLACE,
    async replay(payload, seal) {
      const { status } = await deliver(madeNow(payload as Recorded), SEALS[seal]);
      await settled();
      return status;
    },
    async echoOwnMessage() {
      await deliver(messageOf({ text: 'fault' }, { user: BOT_USER }));
      await finish();
    },
    countMessages: async () => feishu.messages.length,
    dutyGroup: {
      name: 'oc_duty',
      people: ['ou_english', 'ou_chinese', 'ou_hua'],
      // A manager who looks on is no one's to remove.
      members: async () => feishu.membersOf('oc_duty').filter((each) => each !== 'ou_manager'),
    },
    async findOverruns(card) {
      await adapter.send(PLACE, { ...lineOf(''), card }, 'card');
      const message = feishu.messages.at(-1);
      return message ? overrunsOfCard(message.content) : ['no message'];
    },
    close,
  };
}

keepsAdapterContract({ platform: 'feishu', way: 'by HTTP', wrongSeals: SIGNED }, () => openBench('http'));
keepsAdapterContract({ platform: 'feishu', way: 'over a long connection', wrongSeals: [] }, () => openBench('socket'));
