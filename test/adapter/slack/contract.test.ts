import { overrunsOfMessage } from '../../support/slack-limits.ts';
import { type Signing, type SlackPayload, signPayload } from '../../support/slack-request.ts';
import { BOT_USER, TEAM } from '../../support/slack-server.ts';
import { until } from '../../support/until.ts';
import { type AdapterBench, keepsAdapterContract, lineOf, type Seal, SIGNED } from '../contract.ts';
import { openWorkspace, type Way } from './workspace.ts';

const PLACE = { platform: 'slack', channelId: 'CSAMPLE', threadId: '' };

const SEALS: Readonly<Record<Seal, Signing>> = {
  genuine: {},
  forged: { secret: 'of somebody else' },
  old: { stampOffset: -305 },
  'from-the-future': { stampOffset: 305 },
};

async function openBench(way: Way): Promise<AdapterBench> {
  const { adapter, heard, slack, deliver, finish, close } = await openWorkspace({ ways: [way] });
  /** Gives the status of the response. An envelope has none: it is acknowledged, or not. */
  async function give(payload: SlackPayload, seal: Seal): Promise<number> {
    if (way === 'http') return deliver(signPayload(payload, SEALS[seal]));
    await slack.socket.deliver(payload);
    return 200;
  }
  return {
    adapter,
    heard,
    place: PLACE,
    async replay(payload, seal) {
      const before = heard.length;
      const status = await give(payload as SlackPayload, seal);
      // Slack gets its response before the desk gets the event.
      if (seal === 'genuine') await until('the event', async () => (heard.length > before ? true : undefined));
      return status;
    },
    async echoOwnMessage() {
      const own = { type: 'message', channel_type: 'im', channel: 'DUENGLISH', ts: '1700000020.000100', text: 'fault' };
      for (const from of [{ user: BOT_USER }, { user: 'UOTHER', bot_id: 'BDESKBELL' }])
        await give(
          { json: { type: 'event_callback', team_id: TEAM, event_id: 'Ev9', event: { ...own, ...from } } },
          'genuine',
        );
      await finish();
    },
    countMessages: async () => slack.messages.length,
    dutyGroup: {
      name: 'on-call',
      people: ['UWEI', 'UMIN', 'UHUA'],
      members: async () => slack.userGroups.groups[0]?.users ?? [],
    },
    async findOverruns(card) {
      await adapter.send(PLACE, { ...lineOf(''), card }, 'card');
      return overrunsOfMessage(slack.messages.at(-1)?.blocks ?? ['no message']);
    },
    close,
  };
}

keepsAdapterContract({ platform: 'slack', way: 'by HTTP', wrongSeals: SIGNED }, () => openBench('http'));
keepsAdapterContract({ platform: 'slack', way: 'over a socket', wrongSeals: [] }, () => openBench('socket'));
