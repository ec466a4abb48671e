import type { Query } from '../../src/db/database.ts';
import type { Asked } from './door.ts';
import { checkLadder } from './ladder.ts';
import { type Place, type Taken, withDatabase } from './place.ts';

/** What stood on record after a scenario. */
export interface Counts {
  readonly accepted: number;
  readonly tickets: number;
  readonly notices: number;
  readonly messages: number;
  /** Notices that were given up, or dropped because their time had passed: they stand in the table as such. */
  readonly given_up: number;
  readonly ladder_steps: number;
}

/** Every wrong found on record, one a line. */
export class BrokenRecord extends Error {}

export interface Expected {
  /** Whether all that was owed had its time to go out. */
  readonly isAllTold: boolean;
  /** Whether the clock went past the end of every ladder. */
  readonly isAllDue: boolean;
  /** Reports that the desk may refuse politely, because their sender floods it. */
  readonly mayRefuse: (title: string) => boolean;
}

/**
 * Compares what was asked with what the database holds and what the platform took, after the desk has stopped. Throws
 * BrokenRecord with all that is wrong.
 */
export async function checkRecord(place: Place, asked: readonly Asked[], expected: Expected): Promise<Counts> {
  return withDatabase(place, async ({ query }) => {
    const wrong: string[] = [];
    const titles = (await query<{ title: string }>('select title from ticket')).map(({ title }) => title);
    wrong.push(...checkTickets(titles, asked, expected), ...(await checkReceipts(query)));
    const notices = await query<NoticeRow>(
      `select id, status, digest, subject, post->>'line' as line from notice order by id`,
    );
    const taken = place.taken();
    wrong.push(...checkNotices(notices, taken, place.showsKeys, expected), ...(await checkCards(query, taken)));
    const ladder = await checkLadder(query, place.book, expected.isAllDue);
    wrong.push(...ladder.wrong);
    if (wrong.length > 0) throw new BrokenRecord(wrong.join('\n'));
    return {
      accepted: asked.filter(({ accepted }) => accepted).length,
      tickets: titles.length,
      notices: notices.length,
      messages: taken.length,
      given_up: notices.filter(({ status }) => status === 'dead' || status === 'dropped').length,
      ladder_steps: ladder.steps,
    };
  });
}

/** Every accepted report is one ticket; one that was never accepted is one at most; no other is there. */
function checkTickets(titles: readonly string[], asked: readonly Asked[], { mayRefuse }: Expected): string[] {
  const known = new Set(asked.map(({ title }) => title));
  const found = new Set(titles);
  const accepted = asked.filter((one) => one.accepted && !mayRefuse(one.title)).map(({ title }) => title);
  const lost = accepted.filter((title) => !found.has(title));
  return [
    ...say('accepted, but no ticket came of it', lost),
    ...say('a ticket twice', doubles(titles)),
    ...say(
      'a ticket that nobody asked for',
      titles.filter((title) => !known.has(title)),
    ),
  ];
}

async function checkReceipts(query: Query): Promise<string[]> {
  const rows = await query<{ state: string; n: number }>(
    `select state, count(*)::int as n from receipt where state <> 'worked' or payload is not null group by state`,
  );
  return say(
    'deliveries not worked, or kept after their turn',
    rows.map(({ state, n }) => `${n} ${state}`),
  );
}

interface NoticeRow {
  readonly id: number;
  readonly status: string;
  readonly digest: number | null;
  readonly subject: string;
  readonly line: string | null;
}

/** Nothing is under way any more, nothing went out twice, and what is told as delivered stands on the platform. */
function checkNotices(
  notices: readonly NoticeRow[],
  taken: readonly Taken[],
  showsKeys: boolean,
  { isAllTold }: Expected,
): string[] {
  const open = notices.filter(({ status }) => status === 'sending' || (isAllTold && status === 'pending'));
  const keys = taken.map(({ key }) => key);
  const standing = new Set(keys);
  const untold = notices.filter(({ id, digest, status, line }) => {
    if (status !== 'delivered' || !line || !showsKeys) return false;
    return ![`${id}`, `${id}-line`, `${digest}-digest`].some((key) => standing.has(key));
  });
  return [
    ...say(
      'notices still under way',
      open.map(({ id, status }) => `${id} ${status}`),
    ),
    ...say('sent twice', doubles(keys.filter((key) => key !== ''))),
    ...say(
      'delivered by its row, but not on the platform',
      untold.map(({ id, subject }) => `${id} ${subject}`),
    ),
  ];
}

/** Every card that the desk thinks stands somewhere does. */
async function checkCards(query: Query, taken: readonly Taken[]): Promise<string[]> {
  const cards = await query<{ message_id: string; subject: string }>('select message_id, subject from posted_card');
  const ids = new Set(taken.map(({ id }) => id));
  const missing = cards.filter(({ message_id }) => !ids.has(message_id.slice(message_id.indexOf('/') + 1)));
  return say(
    'a card that stands nowhere',
    missing.map(({ subject }) => subject),
  );
}

const SHOWN = 5;

function say(what: string, which: readonly string[]): string[] {
  if (which.length === 0) return [];
  const more = which.length > SHOWN ? ` … ${which.length} in all` : '';
  return [`${what}: ${which.slice(0, SHOWN).join(', ')}${more}`];
}

function doubles(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  return texts.filter((text) => seen.size === seen.add(text).size);
}
