import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { ApiEnv } from '../api/guard.ts';
import type { ApiParts } from '../api/parts.ts';
import { type Reading, reading } from '../api/reading.ts';
import { submit } from '../api/submit.ts';
import { numberIn, refusalOf, subjectOf } from '../chat/read-replies.ts';
import { decide, isTold, type KnownAlert, type Recent, type SentAlert, stormSince } from '../desk/alert/alert.ts';
import { type AlertRow, countAlerts, keepAlerts, listKnown, recentTickets } from '../desk/alert/store.ts';
import type { HookRule } from '../desk/book/hook-rule.ts';
import type { BookCustomer } from '../desk/book/schema.ts';
import { spanOf } from '../desk/book/schema.ts';
import { unitNamed } from '../desk/ticket/case/unit.ts';
import { t } from '../i18n/i18n.ts';

/** What a request asks for: alerts under a hook's rule. */
export interface Sent {
  readonly name: string;
  readonly rule: HookRule;
  readonly alerts: readonly SentAlert[];
}

/** What became of them: the tickets that they opened or belong to, and why some were not taken. */
export interface Taken {
  readonly tickets: readonly string[];
  readonly problems: readonly string[];
}

/** An alert whose customer is known. */
interface Placed extends SentAlert {
  readonly customer: string;
  readonly of: BookCustomer;
}

/** Works the alerts of one request, in their order. */
export async function takeAlerts(context: Context<ApiEnv>, parts: ApiParts, sent: Sent): Promise<Taken> {
  const { database } = parts;
  const { name, rule } = sent;
  const problems: string[] = [];
  const begun = await reading(database, context, async (read) => {
    const placed = placeAlerts(sent, read, problems);
    const fingerprints = placed.map(({ fingerprint }) => fingerprint);
    const known = new Map((await listKnown(read.tx, name, fingerprints)).map((each) => [each.fingerprint, each]));
    const since = stormSince(parts.clock.now(), spanOf(rule.stormWithin));
    const recent = new Map<string, Recent>();
    for (const customer of new Set(placed.map((each) => each.customer)))
      recent.set(customer, await recentTickets(read.tx, name, customer, since));
    return { placed, known, recent };
  });
  const work = createWork(context, parts, sent);
  for (const alert of begun.placed) {
    const why = await work.take(alert, begun.known.get(alert.fingerprint), begun.recent);
    if (why !== undefined) problems.push(`${alert.fingerprint}: ${why}`);
  }
  const tickets = await work.finish();
  return { tickets: [...tickets].map((ticket) => `T-${ticket}`), problems };
}

/** Finds the customer of each alert. Of two with one fingerprint the later counts. */
function placeAlerts(
  { rule, alerts }: Sent,
  { customers, inForce: { source } }: Reading,
  problems: string[],
): Placed[] {
  const latest = new Map(alerts.map((alert) => [alert.fingerprint, alert]));
  return [...latest.values()].flatMap((alert) => {
    const customer = rule.customer ?? alert.labels[rule.customerLabel] ?? '';
    const of = customers.includes(customer) ? source.customers[customer] : undefined;
    if (of) return [{ ...alert, customer, of }];
    const where = rule.customer === undefined ? `label ${rule.customerLabel}` : 'rule of the hook';
    problems.push(`${alert.fingerprint}: this token reaches no customer “${customer}” (${where}).`);
    return [];
  });
}

function createWork(context: Context<ApiEnv>, parts: ApiParts, { name, rule }: Sent) {
  const { database, clock } = parts;
  const { token } = context.var;
  const rows: AlertRow[] = [];
  /** The tickets that alerts joined or left, with their customers. */
  const touched = new Map<number, BookCustomer>();
  const customers = new Map<number, string>();
  const ended = new Set<number>();
  const made = new Set<number>();

  const keep = async (all: readonly AlertRow[]) => {
    await database.transaction((tx) => keepAlerts(tx, name, all, clock.now()));
  };

  async function open(alert: Placed, known: KnownAlert | undefined): Promise<number | string | undefined> {
    const { customer, of, title, text, labels } = alert;
    const severity = labels[rule.severityLabel] ?? '';
    const level = Object.hasOwn(rule.levels, severity) ? rule.levels[severity] : undefined;
    const values = {
      text: [title, text, labelLines(labels)].filter(Boolean).join('\n').slice(0, 4_000),
      kind: 'fault',
      device: deviceOf(rule, labels, of),
      level,
      contact: token.name,
    };
    const id = `hook/${name}/${alert.fingerprint}/${known?.times ?? 0}`;
    const wish = { customer, command: 'ticket.report', ticket: undefined, values };
    const replies = await submit(parts, { ...wish, token, language: of.language, id });
    return refusalOf(replies)?.text ?? numberIn(subjectOf(replies));
  }

  async function note(ticket: number, of: BookCustomer, text: string): Promise<void> {
    const customer = customers.get(ticket) ?? '';
    const wish = { customer, command: 'ticket.update', ticket, values: { text } };
    await submit(parts, { ...wish, token, language: of.language, id: `hook/${name}/note/${randomUUID()}` });
  }

  return {
    /** Works one alert; gives why it was refused. */
    async take(alert: Placed, known: KnownAlert | undefined, recent: Map<string, Recent>): Promise<string | undefined> {
      const { fingerprint, customer, title, firing, of } = alert;
      const lately = recent.get(customer) ?? { count: 0, last: undefined };
      const decided = decide(alert, known, lately, rule.stormAbove);
      let ticket = decided.is === 'new' ? undefined : (decided.ticket ?? known?.ticket);
      if (decided.is === 'new') {
        const opened = await open(alert, known);
        if (typeof opened === 'string') return opened;
        ticket = opened;
        if (ticket !== undefined) recent.set(customer, { count: lately.count + 1, last: ticket });
        await keep([{ fingerprint, customer, title, firing, ticket }]);
      } else if (decided.is !== 'ended' || known) rows.push({ fingerprint, customer, title, firing, ticket });
      if (ticket === undefined) return undefined;
      customers.set(ticket, customer);
      if (decided.is === 'new' || decided.is === 'known') made.add(ticket);
      if (decided.is === 'storm') touched.set(ticket, of);
      if (decided.is === 'known' && decided.again) await note(ticket, of, t(of.language, 'hook.note.again', { title }));
      if (decided.is === 'ended' && decided.ticket !== undefined) {
        touched.set(ticket, of);
        ended.add(ticket);
      }
      return undefined;
    },

    /** Keeps the rest, and says on tickets what changed for them as a whole. Gives the tickets. */
    async finish(): Promise<ReadonlySet<number>> {
      const count = (ticket: number) => database.transaction((tx) => countAlerts(tx, ticket));
      const before = new Map<number, number>();
      for (const ticket of touched.keys()) before.set(ticket, (await count(ticket)).all);
      await keep(rows);
      for (const [ticket, of] of touched) {
        const { all, firing } = await count(ticket);
        if (isTold(before.get(ticket) ?? 0, all)) await note(ticket, of, stormText(all, rows, ticket, of));
        if (ended.has(ticket) && firing === 0) await note(ticket, of, t(of.language, 'hook.note.ended'));
      }
      return new Set([...made, ...touched.keys()]);
    },
  };
}

/** How many of the joined alerts a note names. */
const MOST_NAMED = 5;

function stormText(all: number, rows: readonly AlertRow[], ticket: number, { language }: BookCustomer): string {
  const titles = rows.flatMap((row) => (row.ticket === ticket ? [row.title] : [])).slice(0, MOST_NAMED);
  return t(language, 'hook.note.storm', { count: all, titles: titles.join(t(language, 'list.separator')) });
}

function labelLines(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}: ${value}`)
    .join('\n');
}

/** The first label whose value is a device's key or serial number, a port left out. */
function deviceOf(
  { deviceLabels }: HookRule,
  labels: Readonly<Record<string, string>>,
  customer: BookCustomer,
): string | undefined {
  for (const label of deviceLabels) {
    const value = labels[label] ?? '';
    const found = unitNamed(customer, value) ?? unitNamed(customer, value.replace(/:\d+$/, ''));
    if (found !== undefined) return found;
  }
  return undefined;
}
