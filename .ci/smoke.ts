/**
 * Runs a clone as the README says and does one job with it: `node .ci/smoke.ts <clone> <data directory>`. A customer
 * reports a fault through the playground's own requests, the team's channel shows the ticket with its deadlines, and
 * SIGTERM to npm ends it cleanly. Prints a line for everything that held; throws at the first thing that did not.
 */
import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const START_WITHIN_MS = 90_000;
const ARRIVE_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 20_000;
const FAULT = 'core switch down';

/** What the playground tells a page, as far as this story looks at it. */
interface State {
  readonly people: readonly { userId: string; customer: string; onDuty: boolean }[];
  readonly channels: readonly { id: string; purpose: string }[];
  readonly messages: readonly { channelId: string; card: Card | null }[];
}

interface Card {
  readonly title: string;
  readonly parts: readonly { part: string; clocks?: readonly { label: string; when: string; state: string }[] }[];
}

const [clone, dataDir] = process.argv.slice(2);
assert(clone && dataDir, 'usage: node .ci/smoke.ts <clone> <data directory>');

const { PATH, HOME, TMPDIR } = process.env;
const npm = spawn('npm', ['start'], {
  cwd: clone,
  env: { PATH, HOME, TMPDIR, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
  stdio: ['ignore', 'pipe', 'inherit'],
  // A process group of its own, so that every child of it ends with this script.
  detached: true,
});
try {
  const url = await readyUrl(npm);
  held(`npm start opened the desk at ${url}`);
  await reportFault(url);
  const card = await teamCard(url);
  held(`the team sees "${card.title}": ${deadlinesOf(card)}`);
  await stop(npm, url, dataDir);
  held('SIGTERM to npm ended it: exit status 0, the port free, the data directory unlocked');
} finally {
  endGroup(npm);
}

async function readyUrl(child: ChildProcess): Promise<string> {
  let said = '';
  const deadline = AbortSignal.timeout(START_WITHIN_MS);
  while (!deadline.aborted && child.exitCode === null) {
    const [chunk] = child.stdout ? await once(child.stdout, 'data', { signal: deadline }) : [];
    said += String(chunk);
    const url = /^Deskbell is ready: (http:\S+)$/m.exec(said)?.[1];
    if (url) return url;
  }
  throw new Error(`no ready line; it said: ${said}`);
}

/** Says it in the customer's channel, with the token and the stamp that the page sends. */
async function reportFault(url: string): Promise<void> {
  const page = await (await fetch(`${url}playground/`)).text();
  const token = /name="deskbell-token" content="([^"]+)"/.exec(page)?.[1];
  assert(token, 'the page carries no token');
  const { people, channels } = await stateOf(url, '');
  const customer = people.find((person) => person.customer !== '');
  const channel = channels.find(({ purpose }) => purpose === 'customer');
  assert(customer && channel, 'there is no customer to report');
  const response = await fetch(`${url}playground/api/say`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: new URL(url).origin,
      'x-deskbell-token': token,
      'x-deskbell-stamp': String(Date.now()),
    },
    body: JSON.stringify({
      as: customer.userId,
      eventId: 'smoke-report-1',
      language: 'en',
      channelId: channel.id,
      threadId: '',
      text: `/fault ${FAULT}`,
    }),
  });
  assert.equal(response.status, 200, await response.text());
}

async function teamCard(url: string): Promise<Card> {
  const engineer = (await stateOf(url, '')).people.find(({ onDuty }) => onDuty);
  assert(engineer, 'nobody is on duty');
  const giveUpAt = Date.now() + ARRIVE_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    const { channels, messages } = await stateOf(url, engineer.userId);
    const team = channels.find(({ purpose }) => purpose === 'team')?.id;
    const message = messages.find(({ channelId, card }) => channelId === team && card?.title.includes(FAULT));
    if (message?.card) return message.card;
    await wait(100);
  }
  throw new Error('the ticket did not reach the team');
}

function deadlinesOf(card: Card): string {
  const clocks = card.parts.flatMap(({ clocks = [] }) => clocks);
  assert(clocks.length > 0, 'the card shows no deadline');
  return clocks.map(({ label, when }) => `${label} ${when}`).join(', ');
}

async function stateOf(url: string, as: string): Promise<State> {
  const query = as === '' ? '' : `?as=${encodeURIComponent(as)}`;
  return (await (await fetch(`${url}playground/api/state${query}`)).json()) as State;
}

async function stop(child: ChildProcess, url: string, directory: string): Promise<void> {
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(STOP_WITHIN_MS) });
  child.kill('SIGTERM');
  assert.deepEqual(await exited, [0, null]);
  await assert.rejects(fetch(url), 'the port still answers');
  assert(!existsSync(join(directory, 'deskbell.lock')), 'the data directory is still locked');
}

function endGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone, as it should be.
  }
}

function held(what: string): void {
  process.stdout.write(`✓ ${what}\n`);
}
