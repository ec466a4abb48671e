import { t } from '../../i18n/i18n.ts';
import { dateName } from '../../i18n/when.ts';
import { enqueue, storeFile } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { fallbacksOf } from '../address/fallback.ts';
import { fileNotice } from '../address/file-notice.ts';
import type { Way } from '../address/notice.ts';
import { isSamePlace } from '../address/route.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { Ask } from '../desk.ts';
import type { Roster } from '../oncall/oncall.ts';
import { type DayNumber, dateOfDay } from '../sla/civil-date.ts';
import { pictureOf } from './picture/picture.ts';

/**
 * Draws two weeks from a day on and sends them as a file: to our own channel in which it was asked for, else to the
 * asker's direct messages, because schedules are not for customers. Returns which of both.
 */
export async function sendPicture(
  ask: Ask,
  rosters: readonly Roster[],
  firstDay: DayNumber,
): Promise<'here' | 'direct'> {
  const { turn, asker, book, place } = ask;
  const { language } = asker;
  const { source } = book;
  const date = dateOfDay(firstDay);
  const ours = ownChannel(ask);
  // The library that draws is loaded with the first picture.
  const { drawPicture } = await import('./picture/draw.ts');
  const bytes = await drawPicture(pictureOf({ source, rosters, firstDay, now: turn.now, language }));
  const name = `${t(language, 'rota.picture.name', { date })}.png`;
  const file = await storeFile(turn, { name, mediaType: 'image/png', bytes });
  const subject = `rota/${asker.key}`;
  const notices = announce(
    directoryOf(turn, book),
    {
      key: `${subject}|rota.picture|${turn.now}|${file.id}`,
      kind: 'rota.picture',
      subject,
      at: turn.now,
      to: [ours?.audience ?? asker.key],
      customer: undefined,
      fields: {},
      unlisted: true,
      ...(ours ? { waysTo: () => [ours.way] } : {}),
    },
    () => ({ card: undefined, line: t(language, 'line.rota.picture', { date: dateName(language, date) }), pings: [] }),
  );
  const withFile = notices.flatMap((words) => [
    words,
    fileNotice(words, file, 0, {
      place: words.place,
      readers: 'staff',
      language,
      lead: t(language, 'rota.picture.undelivered'),
      tooLarge: t(language, 'file.too-large'),
      failed: t(language, 'file.failed'),
    }),
  ]);
  await enqueue(turn, withFile, []);
  return ours && isSamePlace(ours.way.route.place, place) ? 'here' : 'direct';
}

/** The place it was asked in, if it is a channel of ours; undefined: a customer's channel, or none of the book. */
function ownChannel({ place, book: { source }, asker }: Ask): { audience: string; way: Way } | undefined {
  const found = Object.values(source.channels).find(({ platform, id }) =>
    isSamePlace(place, { platform, channelId: id }),
  );
  if (!found || found.purpose === 'customer') return undefined;
  const route = { place: { ...place, threadId: '' }, language: asker.language, name: found.name };
  return { audience: found.purpose, way: { route, fallbacks: fallbacksOf(source, found.purpose, route, 'comes') } };
}
