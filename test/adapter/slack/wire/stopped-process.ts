import { createSlackAdapter } from '../../../../src/adapter/slack/slack.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import { keepMoves } from '../../../support/channel-moves.ts';
import { openPlainDesk } from '../../../support/front-desk.ts';
import { APP_TOKEN, BOT_TOKEN } from '../../../support/slack-server.ts';

/** The process of `stop.test.ts`: only a Slack adapter with a socket. After `stop` the process has to end by itself. */
const [apiUrl = '', reconnectMs] = process.argv.slice(2);
const adapter = createSlackAdapter(
  { botToken: BOT_TOKEN, signingSecret: undefined, appToken: APP_TOKEN, apiUrl },
  {
    clock: { now: () => Date.now() },
    log: silentLog,
    moves: keepMoves(),
    fail: () => {},
    socketLimits: { socketCloseMs: 50, reconnectMs: Number(reconnectMs), reconnectMostMs: Number(reconnectMs) },
  },
);
process.once('message', async () => {
  await adapter.stop();
  process.disconnect();
});
void adapter.start(openPlainDesk(() => []));
