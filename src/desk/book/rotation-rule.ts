import { z } from 'zod';
import { parseSpan } from '../../lib/span.ts';
import { WEEKDAYS } from '../sla/civil-date.ts';
import { Phone } from './contact-rule.ts';
import { DutyGroups } from './duty-group-rule.ts';
import { CivilDate, FROM_PROVIDER, Key, Names, SpanText, TimeZone, WallTime, Weekday } from './field.ts';

/** Who is on duty when (A6, D23): turns of members, in layers where the simple form does not do. */

const HandoffTime = z.strictObject({
  weekday: Weekday.describe('On which day the bell passes on'),
  time: WallTime.describe("At which time of that day, in the rotation's zone"),
});

/** Hours of duty. `to` at or before `from` means the next day: 17:00 to 08:00. */
const Hours = z.strictObject({
  days: z
    .array(z.enum([...WEEKDAYS, 'workday', 'weekend', 'holiday', 'make-up']))
    .min(1)
    .describe(
      'Weekdays, or kinds of days by the calendar: worked Monday to Friday, Saturday and Sunday, public holidays, worked weekend days (调休)',
    ),
  from: WallTime.describe('When the hours begin'),
  to: WallTime.describe('When they end. At or before `from`: on the next day'),
});

const Layer = z.strictObject({
  name: Names.optional().describe('What the schedule calls it; left out: the name of the rotation'),
  members: z.array(Key).min(1).describe('Who takes turns, in this order'),
  turn: z
    .enum(['day', 'week', 'workday', 'shift'])
    .default('week')
    .describe('What a turn is counted in; `shift`: every stretch of its hours is a turn'),
  every: z.int().min(1).max(60).default(1).describe('How many of these each turn lasts'),
  weekday: Weekday.default('mon').describe('On which day the turn passes on, where it is counted in weeks'),
  time: WallTime.default('09:00').describe(
    'At which time the turn passes on; where the layer has hours, write the beginning of one, or a shift is cut in two',
  ),
  hours: z
    .array(Hours)
    .min(1)
    .max(20)
    .optional()
    .describe('When the layer rings; left out: always. Turns that are counted in shifts need it'),
  phone: Phone.optional().describe(
    "The number that is answered in these hours, such as a hotline's; left out: the person's",
  ),
  timeZone: TimeZone.optional().describe(
    "In which zone its times count, for teams around the sun. Left out: the rotation's",
  ),
  start: CivilDate.optional().describe(
    "A date in the first member's first turn, on which the layer begins where it is added; left out: the rotation's",
  ),
});
export type LayerRule = z.infer<typeof Layer>;

/** One date of a rota that is written row by row. It beats the layers. */
const DatedRow = z.strictObject({
  from: CivilDate.describe('Date on which the shift begins'),
  at: WallTime.default('09:00').describe('Time at which it begins'),
  until: CivilDate.describe('Date on which it ends'),
  untilAt: WallTime.default('09:00').describe('Time at which it ends'),
  person: Key.describe('Key of the person who has the bell then'),
});
export type DatedRow = z.infer<typeof DatedRow>;

/** A duty rotation: one person has the bell at a time. */
export const Rotation = z.strictObject({
  name: Names.describe('What lists and messages about duty call it'),
  members: z.array(Key).min(1).optional().describe('Who takes the bell by weeks, in this order; or write `layers`'),
  handoff: HandoffTime.optional().describe('When the bell passes on; needed with `members`'),
  weeks: z.int().min(1).max(8).default(1).describe('Whole weeks each shift lasts'),
  layers: z
    .array(Layer)
    .min(1)
    .max(8)
    .optional()
    .describe('In place of `members`, for shifts of hours or days; where several ring at once, the last one counts'),
  dated: z.array(DatedRow).max(400).default([]).describe('Single dates that beat the turns; no two may overlap'),
  calendar: Key.default('office').describe(
    `Which days are worked, for hours and turns that count them. ${FROM_PROVIDER} office calendar`,
  ),
  timeZone: TimeZone.default('Asia/Shanghai').describe(`In which zone its times count. ${FROM_PROVIDER}`),
  fallback: Key.optional().describe('Key of the person who has the bell while the one whose shift it is is away'),
  start: CivilDate.optional().describe(
    "A date in the first member's first shift; before it the order goes on backwards, so that no day is without a person. Left out: the shift in which the desk first runs, or the next one. Where a running rotation gets another date, its order begins with that",
  ),
  takenWithin: SpanText.refine(
    (text) => parseSpan(text)?.unit === 'clock',
    'it counts on the clock, for example 15m or 1h',
  )
    .default('15m')
    .describe('How soon the incoming person takes open tickets after a handoff; then the escalation channel is told'),
  group: DutyGroups.optional().describe('Groups on chat platforms whose members follow the schedule'),
});
export type BookRotation = z.infer<typeof Rotation>;

/** The layers of a rotation; the simple form, members and their handoff, is one layer. */
export function layersOf({ members, handoff, weeks, layers }: TurnRule): readonly LayerRule[] {
  if (layers) return layers;
  if (!members || !handoff) throw new Error('a rotation without members: the check of the book refuses it');
  return [{ members, turn: 'week', every: weeks, ...handoff }];
}

const DAY_KINDS: readonly string[] = ['workday', 'weekend', 'holiday', 'make-up'];

/** Whether a layer asks a calendar which days are worked. */
export function countsDays({ turn, hours = [] }: Pick<LayerRule, 'turn' | 'hours'>): boolean {
  return turn === 'workday' || hours.some(({ days }) => days.some((day) => DAY_KINDS.includes(day)));
}

/** What decides who has which turn. A change of it begins with a handoff, so that a shift under way ends as it began. */
export function turnsOf(rotation: BookRotation): TurnRule {
  const { members, handoff, weeks, layers, calendar, timeZone, start } = rotation;
  return { members, handoff, weeks, layers, calendar, timeZone, start };
}
export type TurnRule = Pick<
  BookRotation,
  'members' | 'handoff' | 'weeks' | 'layers' | 'calendar' | 'timeZone' | 'start'
>;

/** Everyone who takes turns in a rotation, each once. */
export function membersOf(rotation: TurnRule): readonly string[] {
  return [...new Set(layersOf(rotation).flatMap(({ members }) => members))];
}

/** How soon a handoff with open tickets has to be taken, in milliseconds. */
export function takenWithinMs({ takenWithin }: BookRotation): number {
  const span = parseSpan(takenWithin);
  if (span?.unit !== 'clock') throw new Error(`${takenWithin} does not count on the clock`);
  return span.ms;
}
