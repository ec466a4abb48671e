import { t } from '../../../i18n/i18n.ts';
import { dayName, isoInZone, when } from '../../../i18n/when.ts';
import type { EntryOf } from '../case/entry.ts';
import type { ChangedDue } from '../case/moved-record.ts';
import type { CardView } from './view.ts';

/** The line of a ticket that was moved to another version of the service book: which deadlines change. `by`: a person's name. */
export function movedLine({ at, data }: EntryOf<'ticket.moved'>, by: string, view: CardView): string {
  const { language, source } = view;
  const { from, to, moved } = data;
  const said = { by, from, to };
  if (moved.length === 0) return t(language, 'line.ticket.moved.same', said);
  const changes = moved.map((each) => changeWords(each, source.provider.timeZone, view, at));
  return t(language, 'line.ticket.moved', { ...said, moves: changes.join(t(language, 'list.separator')) });
}

/**
 * `Respond Mon 28 Sep 10:30 → 10:10`, in a zone; the day of the second only where it is another one. `now`: instants of
 * other years show the year.
 */
export function changeWords(
  { metric, from, to, held }: ChangedDue,
  zone: string,
  { language }: Pick<CardView, 'language'>,
  now: number,
): string {
  const said = { metric: t(language, `metric.${metric}`) };
  const at = (instant: number) => when(language, instant, zone, now);
  if (held) return t(language, 'move.change.held', said);
  if (from === undefined) return to === undefined ? '' : t(language, 'move.change.new', { ...said, to: at(to) });
  if (to === undefined) return t(language, 'move.change.gone', { ...said, from: at(from) });
  const isOneDay = dayName(language, from, zone) === dayName(language, to, zone);
  return t(language, 'move.change', { ...said, from: at(from), to: isOneDay ? timeIn(zone, to) : at(to) });
}

/** `10:10`. */
function timeIn(zone: string, at: number): string {
  return isoInZone(at, zone).slice(TIME_AT, TIME_AT + 'hh:mm'.length);
}

/** Where the time begins in `2026-09-28T10:10:00+08:00`. */
const TIME_AT = '2026-09-28T'.length;

/** The line of a ticket whose deadlines follow public holidays that were loaded, or taken back. */
export function newDaysLine({ at, data }: EntryOf<'clock.moved'>, by: string, { language, source }: CardView): string {
  const { timeZone } = source.provider;
  const moves = data.moved.map(({ metric, from, to }) =>
    t(language, 'line.clock.moved.one', {
      metric: t(language, `metric.${metric}`),
      from: when(language, from, timeZone, at),
      to: when(language, to, timeZone, at),
    }),
  );
  return t(language, `line.clock.moved.${data.why}`, {
    by,
    year: data.year,
    moves: moves.join(t(language, 'list.separator')),
  });
}
