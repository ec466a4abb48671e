import { dayOfDate, weekdayOfDay } from '../sla/civil-date.ts';
import { type BookNames, checkKnown } from './check-names.ts';
import type { FieldPath, Finding } from './problem.ts';
import { type BookRotation, countsDays, type DatedRow, type LayerRule } from './rotation-rule.ts';
import type { BookCalendar, BookSource } from './schema.ts';

/** People are known, the forms are not mixed, dated rows do not overlap, and every layer has days on which it rings. */
export function* checkRotation(
  key: string,
  rotation: BookRotation,
  { calendars }: Pick<BookSource, 'calendars'>,
  names: BookNames,
): Iterable<Finding> {
  const path = ['rotations', key];
  yield* checkForm(path, rotation);
  for (const [i, member] of (rotation.members ?? []).entries())
    yield* checkKnown([...path, 'members', i], member, 'people', names);
  for (const [i, layer] of (rotation.layers ?? []).entries()) yield* checkLayer([...path, 'layers', i], layer, names);
  yield* checkDated([...path, 'dated'], rotation.dated, names);
  if (rotation.fallback !== undefined) yield* checkKnown([...path, 'fallback'], rotation.fallback, 'people', names);
  if (rotation.handoff?.time === '24:00')
    yield { path: [...path, 'handoff', 'time'], message: 'is the next day; write "00:00" and the next weekday' };
  if (rotation.layers?.some(countsDays))
    yield* checkKnown([...path, 'calendar'], rotation.calendar, 'calendars', names);
  const calendar = Object.hasOwn(calendars, rotation.calendar) ? calendars[rotation.calendar] : undefined;
  if (calendar) yield* checkDays([...path, 'layers'], rotation, calendar);
}

function* checkForm(path: FieldPath, { members, handoff, layers }: BookRotation): Iterable<Finding> {
  if (layers && (members || handoff))
    yield { path: [...path, 'layers'], message: 'stands in place of "members" and "handoff"; write one of both' };
  if (!layers && !members) yield { path, message: '"members" is missing; or write "layers"' };
  if (members && !handoff) yield { path, message: '"handoff" is missing; example: { weekday: mon, time: "09:00" }' };
}

function* checkLayer(path: FieldPath, layer: LayerRule, names: BookNames): Iterable<Finding> {
  for (const [i, member] of layer.members.entries())
    yield* checkKnown([...path, 'members', i], member, 'people', names);
  if (layer.turn === 'shift' && !layer.hours)
    yield { path: [...path, 'turn'], message: 'turns that are counted in shifts need "hours"' };
  if (layer.time === '24:00')
    yield { path: [...path, 'time'], message: 'is the next day; write "00:00" and the next weekday' };
}

/** A row ends after it begins, and no two rows name different people for the same hours. */
function* checkDated(path: FieldPath, rows: readonly DatedRow[], names: BookNames): Iterable<Finding> {
  const beginOf = ({ from, at }: DatedRow) => `${from} ${at}`;
  const endOf = ({ until, untilAt }: DatedRow) => `${until} ${untilAt}`;
  for (const [i, row] of rows.entries()) {
    yield* checkKnown([...path, i, 'person'], row.person, 'people', names);
    if (endOf(row) <= beginOf(row))
      yield { path: [...path, i, 'until'], message: `does not lie after "from", ${beginOf(row)}` };
    const other = rows
      .slice(0, i)
      .findIndex((each) => each.person !== row.person && beginOf(each) < endOf(row) && beginOf(row) < endOf(each));
    const taken = rows[other];
    if (!taken) continue;
    const message = `overlaps dated[${other}], ${taken.person} from ${beginOf(taken)} to ${endOf(taken)}; write one person for each hour`;
    yield { path: [...path, i], message };
  }
}

const DAY_KINDS: readonly string[] = ['workday', 'weekend', 'holiday', 'make-up'];

/** Hours on days that the calendar never has would leave a layer silent, and the gap would come as a surprise. */
function* checkDays(path: FieldPath, { layers = [], calendar: key }: BookRotation, calendar: BookCalendar) {
  const kinds = kindsIn(calendar);
  for (const [i, { turn, hours = [] }] of layers.entries()) {
    if (turn === 'workday' && !kinds.includes('workday') && !kinds.includes('make-up'))
      yield { path: [...path, i, 'turn'], message: `the calendar "${key}" has no days that are worked` };
    for (const [n, { days }] of hours.entries()) {
      const isSilent = days.every((day) => DAY_KINDS.includes(day) && !kinds.includes(day));
      const message = `these hours never ring: the calendar "${key}" has no such days; it has ${kinds.join(', ')}, or write weekdays`;
      if (isSilent) yield { path: [...path, i, 'hours', n, 'days'], message };
    }
  }
}

/** The kinds of days that a calendar can have. */
function kindsIn({ always, week, workdays, holidays, exceptions }: BookCalendar): string[] {
  if (always) return ['workday'];
  const isOpen = (day: string) => ((week as Record<string, readonly unknown[] | undefined>)[day] ?? []).length > 0;
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'];
  const days = Object.entries(exceptions).map(([date, windows]) => ({
    isWeekend: weekdayOfDay(dayOfDate(date)) >= weekdays.length,
    isWorked: windows.length > 0,
  }));
  const cn = workdays === 'cn';
  const has = {
    workday: weekdays.some(isOpen) || isOpen('sat') || isOpen('sun') || days.some(({ isWorked }) => isWorked),
    weekend: !isOpen('sat') || !isOpen('sun'),
    holiday: cn || holidays.length > 0 || !weekdays.every(isOpen) || days.some(({ isWorked }) => !isWorked),
    'make-up': cn || days.some(({ isWeekend, isWorked }) => isWeekend && isWorked),
  };
  return Object.entries(has).flatMap(([kind, is]) => (is ? kind : []));
}
