import type { Button, Card, CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { refusalWords } from '../../i18n/refusal.ts';
import { dateName, plainDate } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import { dateInZone, openZone } from '../../lib/zone.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { personName } from '../person/person.ts';
import type { HolidayNotice } from '../sla/calendar-spec.ts';
import { daysOff } from '../sla/workdays-cn.ts';
import { holidayName } from './feast.ts';
import type { Moves, ShownNotice } from './flow.ts';
import { type HolidayView, moveParts } from './move-card.ts';
import type { AppliedNotice } from './store.ts';

/** How many moves a card lists; the others are counted. */
const MAX_ROWS = 10;

/** A notice as it was understood, day by day, and what moves with it. `id`: it may be applied under this number. */
export function noticeCard(shown: ShownNotice, id: number | undefined, mayApply: boolean, view: HolidayView): Card {
  const { language } = view;
  const { notice, read, why, moves } = shown;
  const leftOut = read.leftOut.slice(0, MAX_ROWS).join(t(language, 'list.separator'));
  return {
    subject: `holidays/${notice.year}`,
    tone: why === undefined ? 'warn' : 'neutral',
    title: t(language, 'holidays.card.title', { year: notice.year }),
    badges: [],
    parts: [
      { part: 'fields', fields: dayFields(notice, language) },
      small(t(language, 'holidays.card.weekdays')),
      ...(leftOut === '' ? [] : [small(t(language, 'holidays.card.left-out', { names: leftOut }))]),
      ...(why === undefined ? [] : [plain(whyNot(why, language))]),
      ...(moves ? [{ part: 'divider' } as const, ...moveParts(moves, view)] : []),
      ...(id === undefined ? [] : applyParts(id, mayApply, language)),
    ],
  };
}

/** The holidays of a notice, each with its days, then the weekend days that are worked. */
export function dayFields(notice: HolidayNotice, language: Language): CardField[] {
  const list = (dates: readonly string[]) =>
    dates.map((date) => dateName(language, date)).join(t(language, 'list.separator'));
  const feasts = notice.off.map((span) => {
    const dates = daysOff({ off: [span] });
    const days = t(language, 'holidays.card.days', { days: list(dates), count: dates.length });
    return { label: named(holidayName(span[2]), language), value: days };
  });
  if (notice.makeUp.length === 0) return feasts;
  return [...feasts, { label: t(language, 'holidays.card.worked'), value: list(notice.makeUp) }];
}

function whyNot(why: NonNullable<ShownNotice['why']>, language: Language): string {
  return why === 'same' ? t(language, 'holidays.card.same') : t(language, why.code, refusalWords(why.params, language));
}

function applyParts(id: number, mayApply: boolean, language: Language): CardPart[] {
  if (!mayApply) return [small(t(language, 'holidays.card.not-director'))];
  const apply = makeButton({
    label: t(language, 'button.holidays.apply'),
    command: 'holidays.apply',
    args: { load: String(id) },
    style: 'primary',
    confirm: t(language, 'holidays.apply-confirm'),
  });
  return [{ part: 'actions', main: [apply], more: [] }];
}

/** Which years are known, and whence. */
export function listCard(
  years: readonly { readonly year: number; readonly applied: AppliedNotice | undefined; readonly isKnown: boolean }[],
  mayApply: boolean,
  { source, language, now }: HolidayView,
): Card {
  const zone = source.provider.timeZone;
  const fields = years.map(({ year, applied, isKnown }) => ({
    label: String(year),
    value: applied
      ? t(language, 'holidays.list.loaded', {
          person: whoName(source, applied.by, language),
          at: plainDate(language, dateInZone(openZone(zone), applied.at)),
          source: sourceWords(applied.notice.source, language),
        })
      : t(language, isKnown ? 'holidays.list.shipped' : 'holidays.list.unknown'),
  }));
  const missing = years.find(({ isKnown }) => !isKnown);
  const takeBack = mayApply
    ? years.filter(({ applied }) => applied).map(({ year }) => takeBackButton(year, language))
    : [];
  const load = makeButton({ label: t(language, 'button.holidays.load'), command: 'holidays.load', style: 'primary' });
  return {
    subject: `holidays/list/${now}`,
    tone: missing ? 'warn' : 'neutral',
    title: t(language, 'holidays.list.title'),
    badges: [],
    parts: [
      { part: 'fields', fields },
      ...(missing ? [small(t(language, 'holidays.list.hint', { year: missing.year }))] : []),
      { part: 'actions', main: [load, ...takeBack.slice(0, 1)], more: takeBack.slice(1) },
    ],
  };
}

/** A year's days alone. */
export function yearCard(notice: HolidayNotice, { language }: HolidayView): Card {
  return {
    subject: `holidays/year/${notice.year}`,
    tone: 'neutral',
    title: t(language, 'holidays.year.title', { year: notice.year }),
    badges: [],
    parts: [
      { part: 'fields', fields: dayFields(notice, language) },
      small(t(language, 'holidays.year.source', { source: sourceWords(notice.source, language) })),
    ],
  };
}

/** What team and managers are told after a notice was applied or taken back. */
export function settledCard(
  what: 'applied' | 'taken-back',
  { year, moves, by }: { readonly year: number; readonly moves: Moves; readonly by: string },
  view: HolidayView,
): Card {
  const { source, language } = view;
  const until = plainDate(language, `${year}-12-31`);
  return {
    subject: `holidays/${year}/${view.now}`,
    tone: what === 'applied' ? 'good' : 'warn',
    title: t(language, `holidays.${what}.title`, { year }),
    badges: [],
    parts: [
      plain(t(language, `holidays.${what}.text`, { person: whoName(source, by, language), year, until })),
      ...moveParts(moves, view, 'moved'),
    ],
  };
}

function takeBackButton(year: number, language: Language): Button {
  return makeButton({
    label: t(language, 'button.holidays.take-back', { year }),
    command: 'holidays.take-back',
    args: { year: String(year) },
    style: 'danger',
    confirm: t(language, 'holidays.take-back-confirm', { year }),
  });
}

/** Where the days come from: an address or a file as it is, or words for what was pasted into the chat. */
export function sourceWords(source: string, language: Language): string {
  return source === CHAT ? t(language, 'holidays.source.chat') : source;
}

/** Who loads notices on the command line, where no person of the book is named. */
export const OPERATOR = 'operator';

function whoName({ people }: BookSource, key: string, language: Language): string {
  return key === OPERATOR ? t(language, 'holidays.operator') : personName(people, key, language);
}

/** The source of a notice that a person pasted into the chat. */
export const CHAT = 'chat';

function small(text: string): CardPart {
  return { part: 'text', style: 'small', text };
}

function plain(text: string): CardPart {
  return { part: 'text', style: 'plain', text };
}
