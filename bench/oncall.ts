/**
 * How long it takes to work out a year of 50 rotations, each of three layers with swaps and absences, and to say who has
 * the bell within a day of one of them; next to ical.js in the same run, which unfolds the same shifts from repeated
 * events, as programs do that keep rotas as calendars. Shifts are compared before anything is timed. Run:
 * `node bench/oncall.ts`
 */
import ICAL from 'ical.js';
import { presetPath, readBookFile } from '../src/desk/book/load.ts';
import { Rotation } from '../src/desk/book/rotation-rule.ts';
import { firstEdition } from '../src/desk/oncall/edition.ts';
import { listSegments, type Roster, rosterOf } from '../src/desk/oncall/oncall.ts';
import { rungsIn } from '../src/desk/oncall/schedule/schedule.ts';
import { DAY, HOUR } from '../src/lib/instant.ts';

const ROTATIONS = 50;
const FROM = Date.parse('2026-01-05T00:00:00Z');
const UNTIL = FROM + 364 * DAY;
const WINDOWS = 2_000;
const MEMBERS = ['engineer1', 'engineer2', 'engineer3', 'senior'];
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'];
const NAMES = { zh: '值班', en: 'Duty' };
const LAYERS = [
  { days: WEEK, from: '09:00', to: '17:00', hours: 8 },
  { days: WEEK, from: '17:00', to: '09:00', hours: 16 },
  { days: ['sat', 'sun'], from: '09:00', to: '09:00', hours: 24 },
];

const preset = presetPath('bureau-system');
if (preset === undefined) throw new Error('the preset is not there');
const { source } = await readBookFile(preset);

/** A rotation whose swaps and absences are spread over the year, its members turned by `index`. */
function rotaOf(index: number): Roster {
  const members = MEMBERS.map((_, place) => MEMBERS[(place + index) % MEMBERS.length]);
  const layers = LAYERS.map(({ days, from, to }) => ({
    name: NAMES,
    members,
    time: '09:00',
    start: '2026-01-05',
    hours: [{ days, from, to }],
  }));
  const rotation = Rotation.parse({ name: NAMES, timeZone: 'UTC', layers });
  const swaps = Array.from({ length: 40 }, (_, week) => {
    const fromAt = FROM + week * 9 * DAY + index * HOUR;
    return { fromAt, untilAt: fromAt + DAY, person: 'expert' };
  });
  const away = [{ from: '2026-03-02', until: '2026-03-15' }];
  const people = { ...source.people, senior: { ...source.people.senior, away } } as typeof source.people;
  return rosterOf(rotation, { ...source, people }, [firstEdition(rotation, FROM, source)], swaps);
}

/** The same shifts as repeated events: one for each layer and member. */
function calendarOf(): ICAL.Event[] {
  const stamp = (at: number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const events = LAYERS.flatMap(({ days, from, hours }, layer) =>
    MEMBERS.map((member, place) => {
      const first = days[0] === 'sat' ? 5 : 0;
      const startAt = FROM + (place * 7 + first) * DAY + Number(from.slice(0, 2)) * HOUR;
      const byDay = days.map((day) => day.slice(0, 2).toUpperCase()).join(',');
      return [
        'BEGIN:VEVENT',
        `UID:${layer}-${member}`,
        `SUMMARY:${member}`,
        `DTSTART:${stamp(startAt)}`,
        `DURATION:PT${hours}H`,
        `RRULE:FREQ=WEEKLY;INTERVAL=${MEMBERS.length};BYDAY=${byDay}`,
        'END:VEVENT',
      ].join('\r\n');
    }),
  );
  const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('\r\n')}\r\nEND:VCALENDAR`;
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
}

interface Shift {
  readonly fromAt: number;
  readonly toAt: number;
  readonly member: string;
}

/** Every shift that begins in the year. */
function unfold(events: readonly ICAL.Event[]): Shift[] {
  return events.flatMap((event) => {
    const shifts: Shift[] = [];
    const times = event.iterator();
    for (let start = times.next(); start; start = times.next()) {
      const fromAt = start.toUnixTime() * 1000;
      if (fromAt >= UNTIL) break;
      const { endDate } = event.getOccurrenceDetails(start);
      shifts.push({ fromAt, toAt: endDate.toUnixTime() * 1000, member: event.summary });
    }
    return shifts;
  });
}

const order = (shifts: readonly Shift[]) =>
  shifts.map(({ fromAt, toAt, member }) => `${fromAt} ${toAt} ${member}`).sort();

const calendar = calendarOf();
const plain = rotaOf(0);
// The first begins at 09:00; what is cut at midnight is of the week before.
const shifts = rungsIn(plain.schedule.editions, FROM, UNTIL + DAY).filter(
  ({ fromAt }) => fromAt > FROM && fromAt < UNTIL,
);
const [ours, theirs] = [order(shifts), order(unfold(calendar))];
if (ours.length !== theirs.length || ours.some((each, index) => each !== theirs[index])) {
  console.error(`the shifts differ: ours ${ours.length}, theirs ${theirs.length}`);
  process.exit(1);
}
console.log(`${ours.length} shifts of a rotation agree`);

const timed = <T>(work: () => T): [T, number] => {
  const begin = performance.now();
  return [work(), performance.now() - begin];
};
const [count, yearMs] = timed(() =>
  Array.from({ length: ROTATIONS }, (_, index) => listSegments(rotaOf(index), FROM, UNTIL).length).reduce(
    (sum, each) => sum + each,
    0,
  ),
);
const [, theirYearMs] = timed(() => Array.from({ length: ROTATIONS }, () => unfold(calendarOf()).length));
const spare = rotaOf(1);
const [, windowsMs] = timed(() => {
  for (let n = 0; n < WINDOWS; n++) {
    const at = FROM + ((n * 37 * HOUR) % (UNTIL - FROM));
    listSegments(spare, at, at + DAY);
  }
});
const windowMs = windowsMs / WINDOWS;
console.log(
  `deskbell  a year of ${ROTATIONS} rotations ${yearMs.toFixed(0)} ms (${count} segments), a day ${windowMs.toFixed(3)} ms`,
);
console.log(
  `ical.js   a year of ${ROTATIONS} rotations ${theirYearMs.toFixed(0)} ms, without swaps, absences and layers above others`,
);
console.log(`ratio     ${(theirYearMs / yearMs).toFixed(1)}`);
if (yearMs >= 1000 || windowMs >= 1) {
  console.error('too slow: a year of 50 rotations has to take less than a second, a day less than a millisecond');
  process.exitCode = 1;
}
