import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { DatabaseTarget } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import type { Asked } from './busy-people.ts';

/**
 * What a desk on `target` must have on record after everything that was asked: every report and every acknowledgement
 * once, nothing that fell due twice, and in the playground's journal every notice once.
 */
export async function checkRecord(target: DatabaseTarget, journal: string, asked: readonly Asked[]): Promise<void> {
  const database = await openDatabase(target, silentLog);
  try {
    const tickets = await database.query<{ id: number; title: string }>('select id, title from ticket order by id');
    const titles = tickets.map(({ title }) => title);
    const reported = asked.filter(({ action }) => action === 'say').map(({ title }) => title);
    expect(titles.toSorted()).toEqual(reported.toSorted());

    const acknowledged = await database.query<{ title: string }>(
      `select title from ticket_event join ticket on id = ticket_id where ticket_event.kind = 'ticket.acknowledged'`,
    );
    const pressed = asked.filter(({ action }) => action === 'press').map(({ title }) => title);
    expect(acknowledged.map(({ title }) => title).toSorted()).toEqual(pressed.toSorted());

    const lapses = await database.query<{ ticket_id: number; kind: string; data: object }>(
      `select ticket_id, kind, data from ticket_event where kind like 'sla.%'`,
    );
    expect(lapses.length).toBeGreaterThan(0);
    expect(doubles(lapses.map((lapse) => JSON.stringify(lapse)))).toEqual([]);
    checkMessages(
      journal,
      await database.query<OwedNotice>('select id, subject, status, post, digest from notice order by id'),
    );
  } finally {
    await database.close();
  }
}

/** How many notices a desk that has stopped left for its next start to deliver. */
export async function countOwed(target: DatabaseTarget): Promise<number> {
  const database = await openDatabase(target, silentLog);
  try {
    const [row] = await database.query<{ owed: number }>(
      "select count(*) as owed from notice where status not in ('delivered', 'withdrawn', 'dead')",
    );
    return row?.owed ?? 0;
  } finally {
    await database.close();
  }
}

interface OwedNotice {
  readonly id: number | string;
  readonly subject: string;
  readonly status: string;
  readonly post: { readonly line: string };
  /** The notice in whose message it went out with others; 0 or null: in its own. */
  readonly digest: number | string | null;
}

interface JournalLine {
  readonly record: string;
  readonly message?: {
    readonly key: string;
    readonly channelId: string;
    readonly tone: string;
    readonly card: { subject: string } | null;
  };
}

/**
 * Every notice stands in the playground's own journal, once, alone or in the message of many; a ticket has one card in a
 * channel.
 */
function checkMessages(journal: string, notices: readonly OwedNotice[]): void {
  expect(notices.filter(({ status }) => status !== 'delivered' && status !== 'withdrawn')).toEqual([]);
  const lines = readFileSync(journal, 'utf8').trim().split('\n');
  const messages = lines.flatMap((line) => (JSON.parse(line) as JournalLine).message ?? []);
  expect(messages.filter(({ tone }) => tone === 'bad')).toEqual([]);
  const keys = messages.map(({ key }) => key);
  expect(doubles(keys)).toEqual([]);
  const standing = new Set(keys);
  const unheard = notices.filter(({ id, status, post, digest }) => {
    const own = [`send/${id}`, `send/${id}-line`];
    const times = (Number(digest ?? 0) > 0 ? [`send/${digest}-digest`] : own).filter((key) => standing.has(key)).length;
    return status === 'delivered' && post.line !== '' && times !== 1;
  });
  expect(unheard).toEqual([]);
  expect(doubles(messages.flatMap(({ channelId, card }) => (card ? [`${channelId} ${card.subject}`] : [])))).toEqual(
    [],
  );
}

function doubles(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  return texts.filter((text) => seen.size === seen.add(text).size);
}
