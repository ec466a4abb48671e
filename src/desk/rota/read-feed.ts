import type { Instant } from '../../lib/instant.ts';
import { bookOf } from '../address/turn-book.ts';
import { readTurnStart } from '../begin-turn.ts';
import type { DeskTurn } from '../desk.ts';
import { listRosters } from '../oncall/store.ts';
import { feedEvents, feedName, spanOfFeed } from './feed.ts';
import { findFeed } from './store.ts';

/**
 * The calendar behind a link, by the book in force and the public holidays that were loaded, for the page that serves
 * it. undefined: it was revoked, or its owner or its rotation has left the book.
 */
export async function readFeed(tx: DeskTurn['tx'], id: string, now: Instant): Promise<string | undefined> {
  const feed = await findFeed(tx, id);
  if (!feed) return undefined;
  const { book, overrides } = await readTurnStart(tx);
  const { source } = await bookOf({ tx, overrides }, book);
  if (!Object.hasOwn(source.people, feed.owner)) return undefined;
  if (feed.rotation !== undefined && !Object.hasOwn(source.rotations, feed.rotation)) return undefined;
  const rosters = await listRosters(tx, source, spanOfFeed(now).fromAt);
  // The library that writes calendars is loaded with the first one.
  const { calendarText } = await import('./calendar.ts');
  return calendarText(feedName(feed, source), feedEvents(feed, rosters, source, now), now);
}
