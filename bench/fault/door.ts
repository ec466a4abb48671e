import { messageOf as feishuMessageOf } from '../../test/support/feishu-payload.ts';
import { signDelivery } from '../../test/support/feishu-request.ts';
import type { FeishuSocket } from '../../test/support/feishu-socket.ts';
import { messageOf, slashOf } from '../../test/support/slack-payload.ts';
import { type SlackPayload, signPayload } from '../../test/support/slack-request.ts';
import type { SlackSocket } from '../../test/support/slack-socket.ts';

/** The ways by which a report reaches the desk. */
export const DOORS = ['slack-http', 'slack-socket', 'feishu-http', 'feishu-socket'] as const;
export type DoorName = (typeof DOORS)[number];

/** A report as a person made it. */
export interface Asked {
  /** Of the ticket that is to come of it; no two are the same. */
  readonly title: string;
  /** Whether the platform heard "received". */
  accepted: boolean;
  /** Whether the platform sends the very same delivery again until it heard so: events, not commands. */
  readonly comesAgain: boolean;
  /** Sends it to the desk at this address; true: received. False or a throw: it was not. */
  readonly send: (deskUrl: string) => Promise<boolean>;
}

export interface Sockets {
  readonly slack?: SlackSocket;
  readonly feishu?: FeishuSocket;
}

const TENANT = 'their-tenant';

/** Makes a report of that title by that door. `channel` and `user` are the platform's ids. */
export function ask(door: DoorName, title: string, channel: string, user: string, sockets: Sockets): Asked {
  if (door.startsWith('feishu')) {
    const delivery = feishuMessageOf({ text: `/fault ${title}` }, { user, tenant: TENANT, chat: channel });
    const send = async (url: string) =>
      door === 'feishu-http'
        ? post(`${url}feishu/events`, signDelivery(delivery))
        : (await must(sockets.feishu).deliver(delivery)).code === 200;
    return { title, accepted: false, comesAgain: true, send };
  }
  // Every other one is a command, which Slack never sends again; the rest are mentions, which it does.
  const comesAgain = isOdd(title);
  const payload: SlackPayload = comesAgain
    ? messageOf({ text: `<@UDESKBELL> fault ${title}` }, { user, channel })
    : slashOf('/fault', title, { user, channel });
  const send = async (url: string) => {
    if (door === 'slack-http') return post(`${url}slack/events`, signPayload(payload));
    await must(sockets.slack).deliver(payload);
    return true;
  };
  return { title, accepted: false, comesAgain, send };
}

function isOdd(title: string): boolean {
  return Number(/\d+$/.exec(title)?.[0] ?? 0) % 2 === 1;
}

async function post(url: string, { body, headers }: { body: string; headers: Readonly<Record<string, string>> }) {
  const response = await fetch(url, { method: 'POST', body, headers });
  await response.arrayBuffer();
  return response.status === 200;
}

function must<T>(socket: T | undefined): T {
  if (!socket) throw new Error('this place has no such socket');
  return socket;
}
