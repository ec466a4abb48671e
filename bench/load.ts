/**
 * Sends signed `/fault` commands over so many connections for so many seconds, each as soon as the one before it on that
 * connection is answered. Prints one JSON line: how many were answered by each status, and the answer times in ms.
 * Run by `intake.ts`: `node bench/load.ts <url> <connections> <seconds> <channel,channel…>`.
 */
import { Pool } from 'undici';
import { slashOf } from '../test/support/slack-payload.ts';
import { signPayload } from '../test/support/slack-request.ts';

const [url = '', connections = '1', seconds = '1', channels = ''] = process.argv.slice(2);
const places = channels.split(',');
const pool = new Pool(new URL(url).origin, { connections: Number(connections), pipelining: 1 });
const statuses: Record<string, number> = {};
const times: number[] = [];
const endAt = performance.now() + Number(seconds) * 1000;
let sent = 0;

async function send(connection: number): Promise<void> {
  while (performance.now() < endAt) {
    sent += 1;
    const at = { user: `UBENCH${connection}`, channel: places[connection % places.length] ?? '' };
    const { form } = slashOf('/fault', `core switch ${sent} of ${connection} is down`, at);
    const { body, headers } = signPayload({ form: { ...form, trigger_id: `${process.pid}.${sent}` } });
    const begunAt = performance.now();
    const status = await pool
      .request({ path: '/slack/events', method: 'POST', body, headers })
      .then(async (response) => {
        await response.body.dump();
        return String(response.statusCode);
      })
      .catch(() => 'failed');
    statuses[status] = (statuses[status] ?? 0) + 1;
    times.push(performance.now() - begunAt);
  }
}

await Promise.all(Array.from({ length: Number(connections) }, (_, connection) => send(connection)));
await pool.close();
times.sort((one, other) => one - other);
const at = (share: number) => Math.round((times[Math.floor((times.length - 1) * share)] ?? 0) * 10) / 10;
process.stdout.write(`${JSON.stringify({ sent, statuses, p50: at(0.5), p99: at(0.99) })}\n`);
