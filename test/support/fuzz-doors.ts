import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { signPass } from '../../src/adapter/web/verify.ts';
import { DAY } from '../../src/lib/instant.ts';
import { encrypt, signBody as signFeishu } from './feishu-request.ts';
import { type Fuzzed, type Sent, sendCases } from './fuzz-run.ts';
import { changed, MARK, oddBytes, oddValue } from './fuzz-shapes.ts';
import { signBody as signSlack } from './slack-request.ts';
import type { WholeDesk } from './whole-desk.ts';

export interface FuzzDoor {
  readonly name: string;
  /** How large its share of the cases is. */
  readonly weight: number;
  run(cases: number, seed: number): Promise<Fuzzed>;
}

const fixturesOf = (platform: string) =>
  globSync(`*/${platform}.json`, { cwd: fileURLToPath(new URL('../fixture/', import.meta.url)) }).map((path) =>
    JSON.parse(readFileSync(new URL(`../fixture/${path}`, import.meta.url), 'utf8')),
  );
const TOKENS = 40;
const json = (value: unknown) => JSON.stringify(value) ?? 'null';

/** Enough tokens to send many cases a second, one after the other. */
async function tokens(desk: WholeDesk, scopes: readonly string[]): Promise<() => string> {
  const made: string[] = [];
  for (let each = 0; each < TOKENS; each += 1) made.push(await desk.token(scopes));
  let used = 0;
  return () => {
    used += 1;
    return made[used % TOKENS] ?? '';
  };
}

/** Every door of a desk that reads what strangers send. */
export async function fuzzDoors(desk: WholeDesk): Promise<readonly FuzzDoor[]> {
  const api = await tokens(desk, ['tickets:read', 'tickets:write', 'customers:read']);
  const monitor = await tokens(desk, ['hook:monitor', 'hook:ours']);
  const page = await (await fetch(`${desk.origin}/playground/`)).text();
  const pageToken = /name="deskbell-token" content="([^"]+)"/.exec(page)?.[1] ?? '';
  const slackPayloads = fixturesOf('slack');
  const feishuPayloads = fixturesOf('feishu');
  const said = fixturesOf('playground')
    .flatMap(({ requests }) => requests ?? [])
    .map((each) =>
      JSON.parse(
        json(each).replaceAll('"customer1"', '"customer-sample-1"').replaceAll('"sample"', '"customer-sample"'),
      ),
    );
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}`, 'content-type': 'application/json' });
  const types = fc.constantFrom(
    'application/json',
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
  );
  let n = 0;
  /** Each time another valid link, as a link may be used only so often. */
  const report = () => {
    n += 1;
    return `/web/r/${signPass(desk.linkKey, { kind: 'report', customer: 'sample', exp: Date.now() + DAY + n })}`;
  };
  const next = () => {
    n += 1;
    return `${Date.now()}${n}`;
  };

  const door = (name: string, weight: number, cases: fc.Arbitrary<Sent>): FuzzDoor => ({
    name,
    weight,
    run: (count, seed) => sendCases(desk, cases, count, seed),
  });

  return [
    door(
      'slack unsigned',
      1,
      fc.tuple(types, oddBytes).map(([type, body]) => ({
        ...{ path: '/slack/events', method: 'POST', body },
        headers: {
          'content-type': type,
          'x-slack-signature': `v0=${'0'.repeat(64)}`,
          'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
        },
      })),
    ),
    door(
      'slack signed bytes',
      1,
      fc.tuple(types, oddBytes).map(([type, body]) => ({
        ...{ path: '/slack/events', method: 'POST' },
        ...signSlack(body.toString('utf8'), type),
      })),
    ),
    door(
      'slack signed',
      4,
      changed(slackPayloads).map((given) => ({ path: '/slack/events', method: 'POST', ...signedSlack(given, next()) })),
    ),
    door(
      'feishu plain',
      1,
      fc.tuple(types, oddBytes, fc.boolean()).map(([type, body, signed]) => {
        const made = signFeishu(body.toString('utf8'), { signed });
        return {
          path: '/feishu/events',
          method: 'POST',
          body: made.body,
          headers: { ...made.headers, 'content-type': type },
        };
      }),
    ),
    door(
      'feishu encrypted bytes',
      1,
      oddBytes.map((body) => ({
        ...{ path: '/feishu/events', method: 'POST' },
        ...signFeishu(json({ encrypt: encrypt(body.toString('utf8')) })),
      })),
    ),
    door(
      'feishu encrypted',
      4,
      changed(feishuPayloads).map((given) => ({
        ...{ path: '/feishu/events', method: 'POST' },
        ...signFeishu(json({ encrypt: encrypt(json(fresh(given, next()))) })),
      })),
    ),
    door(
      'playground',
      3,
      fc
        .tuple(changed(said), fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, oddBytes))
        .map(([given, bytes]) => {
          const { action, body } = (given ?? {}) as { action?: unknown; body?: Record<string, unknown> };
          return {
            path: `/playground/api/${encodeURIComponent(wellFormed(textOf(action)))}`,
            method: 'POST',
            headers: { origin: desk.origin, 'x-deskbell-token': pageToken, 'x-deskbell-stamp': String(Date.now()) },
            body:
              bytes ?? json(typeof body === 'object' && body !== null ? { ...body, eventId: `fuzz-${next()}` } : body),
          };
        }),
    ),
    door(
      'page links',
      1,
      fc
        .tuple(
          fc.constantFrom('t', 'r', 'i', 'c', 'k', 'f', 'd', 'board', 'board/in', 'asset'),
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.boolean(),
        )
        .map(([room, token, cut]) => ({
          path: `/web/${room}/${
            cut
              ? report()
                  .split('/')
                  .at(-1)
                  ?.slice(0, token.length * 7)
              : encodeURIComponent(wellFormed(token))
          }`,
        })),
    ),
    door(
      'page forms',
      3,
      fc
        .tuple(
          types,
          fc.dictionary(
            fc.constantFrom('do', 'once', 'text', 'form', 'button', 'sure', 'contact', 'person', '__proto__'),
            oddValue,
            { maxKeys: 6 },
          ),
          oddBytes,
          fc.boolean(),
        )
        .map(([type, fields, bytes, whole]) =>
          whole
            ? { path: report(), method: 'POST', body: formOf(fields) }
            : { path: report(), method: 'POST', headers: { 'content-type': type }, body: bytes },
        ),
    ),
    door(
      'page uploads',
      1,
      fc
        .tuple(
          oddBytes,
          fc.constantFrom('a.log', 'a.png', 'a.zip', 'a.docx', '../a.txt', `${MARK}.txt`, '.', 'a.exe'),
          fc.constantFrom('zip', 'png', 'none'),
        )
        .map(([bytes, name, magic]) => {
          const head = { zip: '504b0304', png: '89504e470d0a1a0a', none: '' }[magic];
          const body = formOf({ do: 'send', once: crypto.randomUUID(), text: MARK });
          body.append('files', new File([Buffer.concat([Buffer.from(head, 'hex'), bytes])], name));
          return { path: report(), method: 'POST', body };
        }),
    ),
    door(
      'api read',
      1,
      fc
        .tuple(
          fc.constantFrom('/tickets', '/tickets/', '/customers', '/customers/'),
          fc.string({ unit: 'binary', maxLength: 20 }),
          fc.constantFrom('', '?limit=', '?after=', '?customer=', '?status='),
          fc.string({ unit: 'binary', maxLength: 20 }),
        )
        .map(([path, part, query, value]) => ({
          path: `/api/v1${path}${path.endsWith('/') ? encodeURIComponent(wellFormed(part)) : ''}${query}${query && encodeURIComponent(wellFormed(value))}`,
          headers: bearer(api()),
        })),
    ),
    door(
      'api write',
      2,
      fc
        .tuple(
          fc.constantFrom('/tickets', '/tickets/T-1/notes', '/tickets/x/notes'),
          changed([
            { customer: 'sample', text: 'Core switch is down', kind: 'fault', device: 'device1', contact: 'Chen' },
          ]),
          fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, oddBytes),
        )
        .map(([path, body, bytes]) => ({
          ...{ path: `/api/v1${path}`, method: 'POST', headers: { ...bearer(api()), 'idempotency-key': next() } },
          body: bytes ?? json(body),
        })),
    ),
    door(
      'hooks',
      2,
      fc
        .tuple(
          fc.constantFrom('monitor', 'ours', 'other', '__proto__'),
          changed([ALERTS, OURS]),
          fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, oddBytes),
        )
        .map(([name, body, bytes]) => ({
          ...{ path: `/hooks/${name}`, method: 'POST', headers: bearer(monitor()) },
          body: bytes ?? json(body),
        })),
    ),
    door(
      'control',
      1,
      fc
        .tuple(
          fc.constantFrom('tokens', 'book', 'apply', 'constructor', ''),
          changed([
            { do: 'list' },
            { do: 'revoke', id: 'none', account: 'root@desk' },
            { do: 'create', name: MARK, scopes: ['tickets:read'], customers: ['sample'], days: 1, account: 'x' },
          ]),
          fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, oddBytes),
          fc.boolean(),
        )
        .map(([path, body, bytes, knows]) => ({
          ...{ path, method: 'POST', origin: desk.control.url, body: bytes ?? json(body) },
          headers: { authorization: `Bearer ${knows ? desk.control.secret : MARK}` },
        })),
    ),
  ];
}

const ALERTS = {
  version: '4',
  status: 'firing',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'Down', severity: 'critical' },
      annotations: { summary: MARK },
      fingerprint: 'f1',
      startsAt: '2026-09-28T02:10:00Z',
    },
  ],
};
const OURS = { alerts: [{ fingerprint: 'disk-7', title: MARK, text: 'x', status: 'firing', labels: { a: 'b' } }] };

function signedSlack(given: unknown, id: string) {
  const payload = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  if (payload.json !== undefined) {
    const body = payload.json;
    const isEvent = typeof body === 'object' && body !== null && 'event_id' in body;
    return signSlack(json(isEvent ? { ...body, event_id: `Ev${id}` } : body), 'application/json');
  }
  const fields = payload.form ?? { payload: json(payload.payload) };
  const texts = Object.entries(fields as object).map(([name, value]) => [wellFormed(name), wellFormed(textOf(value))]);
  return signSlack(new URLSearchParams(texts as [string, string][]).toString(), 'application/x-www-form-urlencoded');
}

/** With an id and a time of its own, where they were not changed, so that it is no repeat and not too old. */
function fresh(given: unknown, id: string): unknown {
  const payload = given as { header?: { event_id?: unknown } };
  if (typeof payload?.header !== 'object' || payload.header === null) return given;
  return { ...payload, header: { ...payload.header, event_id: `fuzz${id}`, create_time: String(Date.now()) } };
}

function formOf(fields: Readonly<Record<string, unknown>>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    body.append(name, wellFormed(textOf(value)));
  }
  return body;
}

/** Not every value can be made a text: `{ toString: 1 }` throws. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : json(value);
}

function wellFormed(text: string): string {
  return text.toWellFormed();
}
