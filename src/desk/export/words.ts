import { isCalled } from '../../lib/language.ts';
import { plainOf } from '../../lib/plain-text.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { instantOfWall, openZone } from '../../lib/zone.ts';
import type { BookSource } from '../book/schema.ts';
import { shorten } from '../input.ts';
import { type Period, readPeriod } from '../period-words.ts';
import type { CivilDate } from '../sla/calendar-spec.ts';
import { dateOfDay, dayOfDate } from '../sla/civil-date.ts';
import { EXPORT_FORMATS, EXPORT_KINDS, type ExportFilter, type ExportFormat, type ExportKind } from './export.ts';

/** What the words of `/desk export` ask for, as people type them: `tickets 2026-10 csv`, `工单 上月`. */
export interface ReadExport {
  readonly kind: ExportKind | undefined;
  readonly format: ExportFormat;
  readonly customer: string | undefined;
  readonly period: Period | undefined;
}

/** How the lists are called, in both languages. */
const CALLED: Readonly<Record<ExportKind, readonly string[]>> = {
  tickets: ['tickets', 'ticket', 'cases', '工单'],
  log: ['log', 'logs', 'entries', '记录', '工单记录', '日志'],
  promises: ['promises', 'promise', 'clocks', 'sla', '承诺', '时限', '期限'],
  complaints: ['complaints', 'complaint', '投诉'],
  ratings: ['ratings', 'rating', '评分', '评价', '满意度'],
  papers: ['papers', 'paper', 'documents', '文档', '报告', '资料'],
  devices: ['devices', 'device', '设备'],
  parts: ['parts', 'part', 'spares', '备件'],
};

/**
 * Reads which list, which format, which customer and which period, in any order. Refused if a word is none of these, or
 * if the period has not begun.
 */
export function readExport(text: string, source: BookSource, today: CivilDate): Result<ReadExport> {
  const words = plainOf(text).plain.trim().split(/\s+/).filter(Boolean);
  const kind = EXPORT_KINDS.find((each) => words.some((word) => CALLED[each].includes(word)));
  const format = EXPORT_FORMATS.find((each) => words.some((word) => word === each || word === `.${each}`)) ?? 'xlsx';
  const rest = words.filter(
    (word) => !(kind && CALLED[kind].includes(word)) && !EXPORT_FORMATS.some((each) => word.replace('.', '') === each),
  );
  const found = readRest(rest, source, today);
  if (!found) return refuse('export.not-understood', { value: shorten(rest.join(' '), 40) });
  if (found.period && found.period.from > today) return refuse('export.not-begun', { date: found.period.from });
  return accept({ kind, format, ...found });
}

/** A customer's name and a period, each of which may be left out, in any order. */
function readRest(
  words: readonly string[],
  source: BookSource,
  today: CivilDate,
): Pick<ReadExport, 'customer' | 'period'> | undefined {
  for (let split = 0; split <= words.length; split += 1) {
    const halves = [words.slice(0, split).join(' '), words.slice(split).join(' ')];
    for (const [customerWords = '', periodWords = ''] of [halves, halves.toReversed()]) {
      const customer = findCustomerKey(source, customerWords);
      const period = readPeriod(periodWords, today);
      if ((customer || customerWords === '') && (period || periodWords === '')) return { customer, period };
    }
  }
  return undefined;
}

function findCustomerKey({ customers }: BookSource, said: string): string | undefined {
  if (said === '') return undefined;
  return Object.entries(customers).find(([key, { name }]) => isCalled(said, key, name))?.[0];
}

/** The instants of a period's days, by the provider's clock. */
export function spanOf(period: Period | undefined, timeZone: string): Pick<ExportFilter, 'fromAt' | 'untilAt'> {
  if (!period) return {};
  const zone = openZone(timeZone);
  const midnight = (date: CivilDate) => instantOfWall(zone, Date.parse(`${date}T00:00Z`));
  return { fromAt: midnight(period.from), untilAt: midnight(dateOfDay(dayOfDate(period.to) + 1)) };
}
