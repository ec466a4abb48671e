import { DAY, type Instant } from '../../lib/instant.ts';
import { instantOfWall, openZone, type Zone } from '../../lib/zone.ts';
import type { LayerRule, TurnRule } from '../book/rotation-rule.ts';
import { type DayNumber, dayOfDate, WEEKDAYS, weekdayOfDay } from '../sla/civil-date.ts';
import { wallMs } from '../sla/day-plan.ts';
import { type DayKind, dayAt, type Layer, prepareLayer } from './schedule/layer.ts';

/** A layer of the service book as the schedule counts it. */

/** `anchorAt`: when the first turn begins, unless the layer has a date of its own. */
export function layerOf(
  turns: TurnRule,
  rule: LayerRule,
  anchorAt: Instant,
  kindOf: (day: DayNumber) => DayKind,
): Layer {
  const zone = zoneOf(turns, rule);
  const first = rule.start === undefined ? dayAt(zone, anchorAt) : dayOfDate(rule.start);
  const hours = rule.hours?.map(({ days, from, to }) => {
    const [fromMs, toMs] = [wallMs(from), wallMs(to)];
    return { days, fromMs, toMs: toMs > fromMs ? toMs : toMs + DAY };
  });
  return prepareLayer({
    members: rule.members,
    turn: { unit: rule.turn, every: rule.every, atMs: wallMs(rule.time) },
    firstDay: startBefore(rule, first),
    hours,
    zone,
    kindOf,
  });
}

export function zoneOf(turns: TurnRule, { timeZone = turns.timeZone }: LayerRule): Zone {
  return openZone(timeZone);
}

/** The day at or before `day` on which a turn may begin: turns of weeks begin on their weekday. */
export function startBefore({ turn, weekday }: LayerRule, day: DayNumber): DayNumber {
  return turn === 'week' ? day - ((weekdayOfDay(day) - WEEKDAYS.indexOf(weekday) + 7) % 7) : day;
}

export function handoffOn({ time }: LayerRule, zone: Zone, day: DayNumber): Instant {
  return instantOfWall(zone, day * DAY + wallMs(time));
}
