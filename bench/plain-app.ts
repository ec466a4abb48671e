/**
 * What Deskbell's intake is measured beside: Bolt and Prisma and nothing else. Each `/fault` becomes a ticket row and an
 * outbox row in one transaction, then it is acknowledged. Run by `intake.ts` with `DATABASE_URL` and the signing secret.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PrismaPg } from '@prisma/adapter-pg';
import { App, HTTPReceiver } from '@slack/bolt';
import pg from 'pg';
import { PrismaClient } from '../src/db/generated/client.ts';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  endpoints: '/slack/events',
});
const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-bench' }) });

const { id: bookVersionId } = await prisma.bookVersion.create({
  data: { hash: 'bench', source: {}, appliedAt: new Date() },
});

app.command('/fault', async ({ command, ack }) => {
  await prisma.$transaction(async (tx) => {
    const { id } = await tx.ticket.create({
      data: {
        bookVersionId,
        customer: 'sample',
        kind: 'fault',
        status: 'open',
        title: command.text,
        state: {},
        openedAt: new Date(),
      },
    });
    await tx.notice.create({
      data: {
        key: `ticket/${id}|ticket.opened`,
        kind: 'ticket.opened',
        subject: `ticket/${id}`,
        at: new Date(),
        audience: 'team',
        platform: 'slack',
        channel: command.channel_id,
        lane: 'normal',
        post: { text: command.text },
      },
    });
  });
  await ack();
});

receiver.init(app);
const server = createServer((request, response) => receiver.requestListener(request, response));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
});
process.once('SIGTERM', async () => {
  server.closeAllConnections();
  server.close();
  await prisma.$disconnect();
  await pool.end();
});
