/**
 * How many times a second 40 working hours can be added, next to dayjs-business-time in the same run, on the same
 * calendar and starts. Answers are compared before anything is timed. Run: `node bench/clock.ts`
 */
import dayjs from 'dayjs';
import businessTime from 'dayjs-business-time';
import { prepareCalendar, type Windows } from '../src/desk/sla/calendar.ts';
import { HOUR, MINUTE } from '../src/lib/instant.ts';

const WORKING_HOURS = 40;
const OUR_ROUNDS = 3_000_000;
const THEIR_ROUNDS = 2_000;
const STARTS = 2_000;

// dayjs-business-time reckons in the zone of the process and knows no make-up days: both get a calendar it can hold.
process.env.TZ = 'Asia/Shanghai';
const holidays = ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'];
const windows: Windows = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];

dayjs.extend(businessTime);
dayjs.setHolidays(holidays);
const segments = windows.map(([start, end]) => ({ start: `${start}:00`, end: `${end}:00` }));
dayjs.setBusinessTime({
  sunday: null,
  monday: segments,
  tuesday: segments,
  wednesday: segments,
  thursday: segments,
  friday: segments,
  saturday: null,
});
const office = prepareCalendar({
  timeZone: 'Asia/Shanghai',
  week: { mon: windows, tue: windows, wed: windows, thu: windows, fri: windows },
  holidays,
  exceptions: {},
  always: false,
  coveredUntil: undefined,
});

/** Every 37 minutes from late August on, through weekends, nights and the National Day week. */
const starts = Array.from({ length: STARTS }, (_, index) => Date.parse('2026-08-28T00:07:00Z') + index * 37 * MINUTE);

const ours = (startAt: number) => office.add(startAt, WORKING_HOURS * HOUR);
const theirs = (startAt: number) => dayjs(startAt).addBusinessHours(WORKING_HOURS).valueOf();

function perSecond(add: (startAt: number) => number, rounds: number): number {
  const begin = performance.now();
  let sum = 0;
  for (let round = 0; round < rounds; round++) sum += add(starts[round % STARTS] as number);
  const seconds = (performance.now() - begin) / 1000;
  // The sum is used, so that no engine may leave the work out.
  return Number.isFinite(sum) ? rounds / seconds : 0;
}

const differing = starts.filter((startAt) => ours(startAt) !== theirs(startAt));
if (differing.length > 0) {
  const [first = 0] = differing;
  console.error(
    `${differing.length} of ${STARTS} answers differ, the first for a start at ${new Date(first).toISOString()}`,
  );
  console.error(`  ours ${new Date(ours(first)).toISOString()}, theirs ${new Date(theirs(first)).toISOString()}`);
  process.exitCode = 1;
} else console.log(`${STARTS} answers agree`);

const theirRate = perSecond(theirs, THEIR_ROUNDS);
const ourRate = perSecond(ours, OUR_ROUNDS);
const rate = (value: number) => Math.round(value).toLocaleString('en').padStart(12);
console.log(`deskbell            ${rate(ourRate)} adds of ${WORKING_HOURS} working hours a second`);
console.log(`dayjs-business-time ${rate(theirRate)}`);
console.log(`ratio               ${rate(ourRate / theirRate)}`);
