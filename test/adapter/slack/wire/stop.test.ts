import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SECOND } from '../../../../src/lib/instant.ts';
import type { SlackServer } from '../../../support/slack-server.ts';
import { until } from '../../../support/until.ts';
import { openSampleSlack } from '../workspace.ts';

const PROCESS = fileURLToPath(new URL('./stopped-process.ts', import.meta.url));

describe('an adapter that has stopped leaves nothing open', () => {
  let slack: SlackServer;
  let child: ChildProcess;
  beforeEach(async () => {
    slack = await openSampleSlack();
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await slack.close();
  });

  const connected = () => until('a connection', async () => slack.socket.standing > 0 || undefined);
  const asked = () =>
    until('the question for an address', async () => slack.calls.includes('apps.connections.open') || undefined);

  it.each<[string, () => void, () => Promise<unknown>]>([
    ['while it is connected', () => {}, connected],
    [
      'while Slack says nothing any more',
      () => {},
      async () => {
        await connected();
        slack.socket.freeze();
      },
    ],
    ['while Slack gives no address', () => slack.hold('apps.connections.open'), asked],
    [
      'while Slack takes no socket',
      () => Object.assign(slack.socket.manners, { upgrade: 'ignored' }),
      () => until('the socket', async () => slack.socket.knocked > 0 || undefined),
    ],
    ['while Slack does not greet', () => Object.assign(slack.socket.manners, { hello: false }), connected],
    ['while it waits to try again', () => slack.failNext('apps.connections.open', { status: 500 }), asked],
  ])('%s', async (_when, before, reached) => {
    before();
    child = fork(PROCESS, [slack.apiUrl, String(60 * SECOND)]);
    await reached();
    const ended = once(child, 'exit');
    const stoppedAt = Date.now();
    child.send('stop');
    expect(await ended).toEqual([0, null]);
    expect(Date.now() - stoppedAt).toBeLessThan(10 * SECOND);
  });
});
