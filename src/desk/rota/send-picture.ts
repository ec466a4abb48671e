import { t } from '../../i18n/i18n.ts';
import { dateName } from '../../i18n/when.ts';
import type { Ask } from '../desk.ts';
import type { Roster } from '../oncall/oncall.ts';
import { type DayNumber, dateOfDay } from '../sla/civil-date.ts';
import { pictureOf } from './picture/picture.ts';
import { postPicture } from './post-picture.ts';

/** Draws two weeks from a day on and sends them. Returns whether they go to where it was asked. */
export async function sendPicture(
  ask: Ask,
  rosters: readonly Roster[],
  firstDay: DayNumber,
): Promise<'here' | 'direct'> {
  const { turn, asker, book } = ask;
  const { language } = asker;
  const { source } = book;
  const date = dateOfDay(firstDay);
  // The library that draws is loaded with the first picture.
  const { drawPicture } = await import('./picture/draw.ts');
  return postPicture(ask, {
    bytes: await drawPicture(pictureOf({ source, rosters, firstDay, now: turn.now, language })),
    name: `${t(language, 'rota.picture.name', { date })}.png`,
    kind: 'rota.picture',
    subject: `rota/${asker.key}`,
    line: (reader) => t(reader, 'line.rota.picture', { date: dateName(reader, date) }),
    undelivered: t(language, 'rota.picture.undelivered'),
    isPrivate: false,
  });
}
