import type { FieldPath, Finding } from './problem.ts';
import type { BookCalendar } from './schema.ts';

/** Checks that a calendar's windows are in order and that it opens at all. */
export function* checkCalendar(key: string, calendar: BookCalendar): Iterable<Finding> {
  const path = ['calendars', key];
  const { week, exceptions, holidays, workdays, knownUntil } = calendar;
  for (const [weekday, windows] of Object.entries(week)) yield* checkWindows([...path, 'week', weekday], windows);
  for (const [date, windows] of Object.entries(exceptions)) yield* checkWindows([...path, 'exceptions', date], windows);

  const hasWeek = Object.values(week).some((windows) => windows.length > 0);
  if (calendar.always) {
    const idle = {
      week: hasWeek,
      exceptions: Object.keys(exceptions).length > 0,
      holidays: holidays.length > 0,
      workdays: workdays !== undefined,
      knownUntil: knownUntil !== undefined,
    };
    for (const [field, isSet] of Object.entries(idle)) {
      if (isSet) yield { path: [...path, field], message: 'has no meaning beside "always: true"' };
    }
  } else if (!hasWeek) {
    yield { path: [...path, 'week'], message: 'missing; a calendar has open hours on some weekday, or "always: true"' };
  }
}

type Windows = readonly (readonly [from: string, to: string])[];

/** Times of day in the same format compare as text. */
function* checkWindows(path: FieldPath, windows: Windows): Iterable<Finding> {
  for (const [i, [from, to]] of windows.entries()) {
    if (to <= from) {
      yield { path: [...path, i], message: `"${from}" to "${to}" is no window: it must open before it closes` };
      continue;
    }
    const clash = windows.slice(0, i).find((other) => from < other[1] && other[0] < to);
    if (clash) yield { path: [...path, i], message: `overlaps "${clash[0]}" to "${clash[1]}"` };
  }
}
