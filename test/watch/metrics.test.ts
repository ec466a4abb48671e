import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { askDesk } from '../../src/control/knock.ts';
import { seedDatabase } from '../support/database.ts';
import { endDesks, startDesk } from '../support/desk-process.ts';
import { ROOT } from '../support/deskbell.ts';
import { readQuery, readScrape, type Sample, select } from '../support/promql.ts';
import { onSlack, slackId } from '../support/slack-book.ts';
import { slashOf } from '../support/slack-payload.ts';
import { SIGNING_SECRET, signPayload } from '../support/slack-request.ts';
import { BOT_TOKEN, openSlackServer, type SlackServer } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

const CUSTOMER = slackId('C', 'customer-sample');
const TEAM = slackId('C', 'team');
const ESCALATION = slackId('C', 'escalation');
/** What Prometheus itself knows, and the labels that it adds. */
const OF_PROMETHEUS = { metrics: ['up'], labels: ['job', 'instance', 'le'] };

interface Panel {
  readonly targets: readonly { readonly expr: string }[];
}

async function readQueries(): Promise<string[]> {
  const rules = parse(await readFile(join(ROOT, 'docs/watch/alerts.yaml'), 'utf8')) as {
    groups: { rules: { expr: string }[] }[];
  };
  const dashboard = JSON.parse(await readFile(join(ROOT, 'docs/watch/dashboard.json'), 'utf8')) as { panels: Panel[] };
  return [
    ...rules.groups.flatMap((group) => group.rules.map(({ expr }) => expr)),
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ];
}

/** Why a query would show nothing: a name, label or value that no sample has. */
function deadIn(query: string, samples: readonly Sample[]): string[] {
  const { selectors, groups } = readQuery(query);
  if (selectors.length === 0) return [`${query}: asks for nothing`];
  return selectors
    .filter(({ metric }) => !OF_PROMETHEUS.metrics.includes(metric))
    .flatMap((selector) => {
      const found = select(samples, selector);
      if (found.length === 0) return [`${query}: nothing is ${JSON.stringify(selector)}`];
      const known = new Set([...OF_PROMETHEUS.labels, ...found.flatMap(({ labels }) => Object.keys(labels))]);
      return groups.filter((label) => !known.has(label)).map((label) => `${query}: no label ${label}`);
    });
}

describe('/metrics of a desk that runs', () => {
  let folder: string;
  let slack: SlackServer;
  let url: string;
  /** A service outside that counts heartbeats. */
  let outside: Server;
  let beats: number;
  let scrape: (secret?: string) => Promise<{ status: number; text: string; samples: Sample[] }>;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskbell-metrics-'));
    beats = 0;
    outside = createServer((_, response) => {
      beats += 1;
      response.end();
    });
    outside.listen(0, '127.0.0.1');
    await once(outside, 'listening');
    slack = await openSlackServer({ channels: [CUSTOMER, TEAM, ESCALATION], locales: {} });
    const BOOK = join(folder, 'book.yaml');
    await writeFile(BOOK, onSlack(await readFile(join(ROOT, 'presets/telecom-province.yaml'), 'utf8')));
    const DATA_DIR = join(folder, 'data');
    await seedDatabase(DATA_DIR);
    const HEARTBEAT_URL = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`;
    const access = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl };
    ({ url } = await startDesk({ env: { DATA_DIR, BOOK, HEARTBEAT_URL, ...access } }));
    for (const scope of ['metrics:read', 'tickets:read']) {
      const asked = { do: 'create', name: 'Prometheus', scopes: [scope], customers: [], days: 1, account: 'test' };
      const made = await askDesk(DATA_DIR, 'tokens', asked);
      tokens[scope] = made && 'text' in made ? (made.text.split('\n')[0] ?? '') : '';
    }
    scrape = async (secret = tokens['metrics:read']) => {
      const response = await fetch(`${url}metrics`, { headers: { authorization: `Bearer ${secret}` } });
      const text = await response.text();
      return { status: response.status, text, samples: readScrape(text) };
    };
  });
  afterAll(async () => {
    await endDesks();
    outside.close();
    outside.closeAllConnections();
    await slack.close();
    await rm(folder, { recursive: true, force: true });
  });

  const total = (samples: readonly Sample[], query: string) =>
    readQuery(query)
      .selectors.flatMap((selector) => select(samples, selector))
      .reduce((sum, { value }) => sum + value, 0);

  it('are for tokens with their scope only', async () => {
    expect((await scrape('deskbell_wrong')).status).toBe(401);
    expect((await scrape(tokens['tickets:read'])).status).toBe(403);
    expect((await scrape()).status).toBe(200);
  });

  it('count what happens: a report, its pings, a wrong signature, a wrong token, a platform that fails', async () => {
    const send = (signing = {}) =>
      fetch(`${url}slack/events`, {
        method: 'POST',
        ...signPayload(slashOf('/fault', 'core switch down', { user: 'UCUSTOMER', channel: CUSTOMER }), signing),
      });
    expect((await send({ secret: 'another' })).status).toBe(401);
    slack.failNext('chat.postMessage', { status: 200, body: { ok: false, error: 'fatal_error' } });
    expect((await send()).status).toBe(200);
    await until('the card', async () => slack.messages.find(({ text }) => text.includes('T-1')));
    const samples = await until('the delivered pings', async () => {
      const { samples: seen } = await scrape();
      return total(seen, 'deskbell_delivery_lateness_seconds_count{platform="slack"}') > 0 ? seen : undefined;
    });
    const values = [
      'deskbell_intake_accepted_total{platform="slack"}',
      'deskbell_intake_worked_total{platform="slack"}',
      'deskbell_http_refusals_total{door="slack",status="401"}',
      'deskbell_http_refusals_total{door="metrics",status="401"}',
      'deskbell_http_refusals_total{door="metrics",status="403"}',
      'deskbell_promises{state="running"}',
      'deskbell_promises{state="broken"}',
      'deskbell_promises_untold',
    ].map((query) => total(samples, query));
    expect(values).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
    expect(total(samples, 'deskbell_platform_errors_total{platform="slack"}')).toBeGreaterThan(0);
    expect(total(samples, 'deskbell_turn_seconds_count{by="people"}')).toBeGreaterThan(0);
  });

  it('come with a watchdog that tells the escalation channel of a message that died, and a heartbeat', async () => {
    slack.failNext('chat.postMessage', { status: 200, body: { ok: false, error: 'invalid_arguments' } });
    const words = slashOf('/fault', 'router down', { user: 'UCUSTOMER', channel: CUSTOMER });
    expect((await fetch(`${url}slack/events`, { method: 'POST', ...signPayload(words) })).status).toBe(200);
    const told = await until('the alarm', async () =>
      slack.messages.find(({ channel, text }) => channel === ESCALATION && text.includes('已放弃')),
    );
    expect(told.text).toMatch(/^Deskbell 需要处理：一天内有 \d+ 条消息未能送达/);
    // What was given up does not stop it: the desk works.
    await until('a heartbeat', async () => beats > 0 || undefined);
  });

  it('carry no words of people, no numbers of tickets, and labels from short lists only', async () => {
    const { text, samples } = await scrape();
    expect(text).not.toMatch(/core switch|T-1|ticket\/1|UCUSTOMER|customer-sample/);
    expect(text).not.toContain(CUSTOMER);
    expect(samples.filter(({ name }) => name.startsWith('deskbell_')).length).toBeLessThan(600);
  });

  it('answer every query of the alert rules and the dashboard', async () => {
    const { samples } = await scrape();
    const queries = await readQueries();
    expect(queries.length).toBeGreaterThan(30);
    expect(queries.flatMap((query) => deadIn(query, samples))).toEqual([]);
    const broken = [
      'max(deskbell_promise)',
      'max by (lanes) (deskbell_queue_notices)',
      'deskbell_trouble{kind="x"}',
      '1',
    ];
    expect(broken.flatMap((query) => deadIn(query, samples))).toHaveLength(broken.length);
  });
});
