import { z } from 'zod';
import type { BoardDay, BoardDayEntry } from '../../chat/board.ts';
import { t } from '../../i18n/i18n.ts';
import { dateName, dayHeading } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { numberOf } from '../address/number.ts';
import { calendarOf } from '../book/book.ts';
import { customerName, siteName } from '../card/customer.ts';
import type { Ask } from '../desk.ts';
import { personName } from '../person/person.ts';
import { zoneOfMonths } from '../report/flow.ts';
import { firstDayOf, type Month, monthAt, nextMonth, previousMonth } from '../report/month.ts';
import { monthName } from '../report/names.ts';
import type { CivilDate } from '../sla/calendar-spec.ts';
import { dateOfDay, dayOfDate, weekdayOfDay } from '../sla/civil-date.ts';
import type { BoardContent } from './content.ts';
import { dutyOfDays } from './day-duty.ts';
import { MonthParam } from './month-asked.ts';
import { type DayMatter, listDayMatters } from './store.ts';

const Params = z.object({ month: MonthParam });

const WEEK = 7;

/** A month of inspections, appointments and duty, in whole weeks. */
export async function readCalendar(ask: Ask): Promise<BoardContent> {
  const { turn, asker, book } = ask;
  const { language, staff, closed = [] } = asker;
  const zone = zoneOfMonths(book.source);
  const month = Params.parse(ask.input).month ?? monthAt(turn.now, zone);
  const dates = datesAround(month);
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  const customer = staff ? undefined : (asker.customer ?? '');
  const found = await listDayMatters(turn.tx, { first, last, customer, closed });
  // A contact call is a matter of our own.
  const planned = Map.groupBy(
    found.filter((each) => staff || each.feature === 'inspection' || each.state.kind !== 'call'),
    ({ state }) => state.date,
  );
  const duty = await dutyOfDays(ask, dates);
  const office = calendarOf(book, book.source.provider.officeCalendar);
  const today = book.always.dateOf(turn.now);
  const dayOf = (date: CivilDate): BoardDay => ({
    date,
    number: `${Number(date.slice(8))}`,
    name: dateName(language, date),
    isToday: date === today,
    isDayOff: !office.isWorkday(date),
    isOutside: !date.startsWith(month),
    entries: [...(planned.get(date) ?? []).map((each) => entryOf(each, ask)), ...(duty.get(date) ?? [])],
  });
  const weeks = dates.map(dayOf);
  const other = (to: Month) => ({
    label: monthName(to, language),
    to: { page: 'calendar', params: { month: to } } as const,
  });
  return {
    title: `${t(language, 'board.page.calendar')} · ${monthName(month, language)}`,
    blocks: [
      {
        block: 'calendar',
        title: monthName(month, language),
        previous: other(previousMonth(month)),
        next: other(nextMonth(month)),
        weekdays: dates.slice(0, WEEK).map((date) => dayHeading(language, date).weekday),
        weeks: Array.from({ length: weeks.length / WEEK }, (_, week) => weeks.slice(week * WEEK, (week + 1) * WEEK)),
        legend: (['inspection', 'appointment', 'duty'] as const).map((kind) => ({
          kind,
          label: t(language, `board.calendar.${kind}`),
        })),
        empty: t(language, 'board.calendar.empty'),
      },
    ],
  };
}

/** The days of a month and of the weeks at its ends, Monday first. */
function datesAround(month: Month): CivilDate[] {
  const [from, to] = [dayOfDate(firstDayOf(month)), dayOfDate(firstDayOf(nextMonth(month)))];
  const first = from - weekdayOfDay(from);
  const length = Math.ceil((to - first) / WEEK) * WEEK;
  return Array.from({ length }, (_, place) => dateOfDay(first + place));
}

function entryOf(matter: DayMatter, { asker, book }: Ask): BoardDayEntry {
  const { language, staff } = asker;
  const { source } = book;
  const { feature, id, customer } = matter;
  const number = numberOf(feature, id);
  if (matter.feature === 'inspection') {
    const { state } = matter;
    const who = personName(source.people, state.owner, language);
    const text = siteName(source, { customer, site: state.site }, language);
    return {
      kind: 'inspection',
      text,
      small: [number, who, doneWord(state.status, language)].filter(Boolean).join(' · '),
    };
  }
  const { state } = matter;
  const whose = staff ? customerName(source, customer, language) : '';
  const who = personName(source.people, state.person, language);
  return {
    kind: 'appointment',
    text: [t(language, `appointment.kind.${state.kind}`), state.what].join(' · '),
    small: [number, whose, who, doneWord(state.status, language)].filter(Boolean).join(' · '),
  };
}

function doneWord(status: string, language: Language): string {
  return status === 'done' ? t(language, 'inspection.state.done') : '';
}
