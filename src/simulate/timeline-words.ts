import type { BookPolicy, BookSource } from '../desk/book/schema.ts';
import { personName } from '../desk/person/person.ts';
import { paperName } from '../desk/ticket/view/line.ts';
import { hasText, t } from '../i18n/i18n.ts';
import { refusalWords } from '../i18n/refusal.ts';
import { when } from '../i18n/when.ts';
import { type Language, type Named, named } from '../lib/language.ts';
import type { Refusal } from '../lib/refusal.ts';
import type { SimulatedLine } from './line.ts';

export interface TimelineView {
  readonly source: BookSource;
  readonly language: Language;
}

/** The words of a row: what happened, its particulars, and who is told. */
interface RowWords {
  readonly what: string;
  readonly details: string;
  readonly to: string;
}

/** Puts a notice into words: names of people, levels, verbs and promises, times of the same day without the date. */
export function happeningOf(line: SimulatedLine, view: TimelineView): RowWords {
  const to = Array.isArray(line.to) ? line.to.map((audience) => nameOf(String(audience), view)) : [];
  return {
    what: wordOr(String(line.notice), `notice.${line.notice}`, view),
    details: detailsOf(line, view).filter(Boolean).join(' · '),
    to: `▸ ${listed(to, view)}`,
  };
}

/** What was refused, and why, in the words that the asker would read. */
export function refusalOf(line: SimulatedLine, { code, params }: Refusal, view: TimelineView): RowWords {
  const words = {
    ...refusalWords(params, view.language),
    ...(typeof params.by === 'string' ? { by: nameOf(params.by, view) } : {}),
  };
  return {
    what: t(view.language, 'timeline.refused', { verb: verbName(String(line.refused), view) }),
    details: t(view.language, code, { ticket: String(line.subject), ...words }),
    to: '',
  };
}

/** `10:07`, or `10:07:30` if the seconds matter, of an ISO instant in the book's zone. */
export function timeOf(iso: string): string {
  return iso.slice(11, iso.slice(17, 19) === '00' ? 16 : 19);
}

function detailsOf(line: SimulatedLine, view: TimelineView): string[] {
  const { language } = view;
  const { by, what, since, late, from, level, tier, assignee, provisional, open, paper, date, of, into } = line;
  return [
    level === undefined
      ? ''
      : [from, level]
          .filter(Boolean)
          .map((key) => levelWord(String(key), view))
          .join(' → '),
    tier === undefined ? '' : tierWord(Number(tier), view),
    what === undefined || what === 'update' ? '' : verbName(String(what), view),
    paper === undefined ? '' : paperName(String(paper), language),
    date === undefined ? '' : String(date),
    of === undefined && into === undefined ? '' : `→ ${of ?? into}`,
    duesText(line, view),
    Array.isArray(provisional) ? t(language, 'timeline.provisional', { metrics: metricNames(provisional, view) }) : '',
    since === undefined ? '' : t(language, 'timeline.since', { at: momentOf(String(since), line.at, view) }),
    late === undefined ? '' : wordOr(String(late), `card.note.late-${late}`, view),
    by === undefined ? '' : t(language, 'timeline.by', { by: nameOf(String(by), view) }),
    assignee === undefined ? '' : t(language, 'timeline.assignee', { assignee: nameOf(String(assignee), view) }),
    Array.isArray(open) ? handedOver(line, open, view) : '',
    ...callText(line, view),
  ];
}

/** Which call to respond it is, by which way, and whom it names in the channel; or how many were not answered. */
function callText({ no, times, way, person }: SimulatedLine, view: TimelineView): string[] {
  const { language } = view;
  return [
    no === undefined ? '' : t(language, 'page.badge', { no: Number(no) }),
    times === undefined ? '' : t(language, 'timeline.calls', { times: Number(times) }),
    way === undefined ? '' : wordOr(String(way), `page.way.${way}`, view),
    person === undefined ? '' : nameOf(String(person), view),
  ];
}

/** The promises that a notice is about, with their due instants if it has them. */
function duesText({ due, metric, metrics, at }: SimulatedLine, view: TimelineView): string {
  const { language } = view;
  const one = (name: string, dueAt: unknown) =>
    t(language, 'timeline.due', { metric: metricNames([name], view), at: momentOf(String(dueAt), at, view) });
  if (typeof due === 'string')
    return metric === undefined
      ? t(language, 'timeline.due-by', { at: momentOf(due, at, view) })
      : one(String(metric), due);
  const dues = Object.entries(due ?? {});
  if (dues.length > 0)
    return listed(
      dues.map(([name, dueAt]) => one(name, dueAt)),
      view,
    );
  return Array.isArray(metrics) ? metricNames(metrics, view) : '';
}

function handedOver({ from, to }: SimulatedLine, open: readonly unknown[], view: TimelineView): string {
  const [, successor] = Array.isArray(to) ? to : [];
  const tickets = open.length === 0 ? t(view.language, 'timeline.nothing-open') : listed(open.map(String), view);
  return `${nameOf(String(from), view)} → ${nameOf(String(successor), view)} · ${tickets}`;
}

/** An instant in a row at `rowAt`: the time of day, with the date if that is another day. */
function momentOf(iso: string, rowAt: string, { source, language }: TimelineView): string {
  if (iso.slice(0, 10) === rowAt.slice(0, 10)) return timeOf(iso);
  return when(language, Date.parse(iso), source.provider.timeZone);
}

function nameOf(key: string, view: TimelineView): string {
  return wordOr(personName(view.source.people, key, view.language), `audience.${key}`, view);
}

function verbName(verb: string, view: TimelineView): string {
  return wordOr(verb, `button.${verb}`, view);
}

/** The text of a key that was made of a line's data, or `fallback` where there is none. */
function wordOr(fallback: string, key: string, { language }: TimelineView): string {
  return hasText(language, key) ? t(language, key) : fallback;
}

function levelWord(key: string, view: TimelineView): string {
  return nameInAll(view, ({ levels }) => levels.find((level) => level.key === key)?.name) ?? key;
}

function tierWord(tier: number, view: TimelineView): string {
  const name = nameInAll(view, ({ tiers }) => tiers.find((each) => each.tier === tier)?.name);
  return name === undefined ? String(tier) : `${tier} (${name})`;
}

/**
 * The name that the policies give something; undefined: none has it, or they call it differently. A line does not say
 * under which policy its ticket is.
 */
function nameInAll(
  { source, language }: TimelineView,
  nameIn: (policy: BookPolicy) => Named | undefined,
): string | undefined {
  const names = Object.values(source.policies).flatMap((policy) => nameIn(policy) ?? []);
  const [first, ...others] = [...new Set(names.map((name) => named(name, language)))];
  return others.length === 0 ? first : undefined;
}

function metricNames(metrics: readonly unknown[], view: TimelineView): string {
  return listed(
    metrics.map((metric) => wordOr(String(metric), `metric.${metric}`, view)),
    view,
  );
}

function listed(words: readonly string[], { language }: TimelineView): string {
  return words.join(t(language, 'list.separator'));
}
