/**
 * The smallest Slack app that does what a bot must: Bolt's own HTTP receiver with its check of signatures, and the same
 * Prisma client on the same PostgreSQL, asked once before it listens. `bench/start.ts` measures Deskbell beside it.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import bolt from '@slack/bolt';
import { PrismaClient } from '../src/db/generated/client.ts';

const { DATABASE_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET = '', SLACK_API_URL = '' } = process.env;
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: DATABASE_URL }) });
await prisma.$queryRaw`select 1`;
const logLevel = bolt.LogLevel.ERROR;
const receiver = new bolt.HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET, logLevel });
const app = new bolt.App({
  token: SLACK_BOT_TOKEN ?? '',
  receiver,
  clientOptions: { slackApiUrl: SLACK_API_URL },
  logLevel,
});
app.command('/fault', async ({ ack }) => ack());
const server = await app.start(0);
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('the server has no port');
process.stdout.write(`Deskbell is ready: http://127.0.0.1:${address.port}/\n`);
