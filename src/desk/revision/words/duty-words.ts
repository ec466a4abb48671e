import { t } from '../../../i18n/i18n.ts';
import { when } from '../../../i18n/when.ts';
import type { Instant } from '../../../lib/instant.ts';
import { named } from '../../../lib/language.ts';
import type { DutyChange, DutyRow, OnDuty } from '../../oncall/duty-change.ts';
import type { Names } from './names.ts';
import { withoutSlivers } from './slivers.ts';

/** Up to so many rows are all shown; in longer tables runs of rows that stay become one line. */
const ALL_ROWS = 16;
/** Rows of a table at most: a day and a night shift for four weeks. */
const MOST_ROWS = 56;

/** What becomes of a rotation: a headline, its shifts with a star before those that differ, gaps, people. */
export function dutyLines(change: DutyChange, names: Names, now: Instant): string[] {
  const headline = headlineOf(change, names, now);
  if (change.kind === 'same') return [headline];
  const isListed = change.rows.some(({ isChanged }) => isChanged);
  return [
    headline,
    ...(isListed ? tableOf(change, names, now) : []),
    ...gapLines(change, names, now),
    ...peopleLines(change, names),
  ];
}

function headlineOf(change: DutyChange, names: Names, now: Instant): string {
  const { language } = names;
  const { rotation, kind, beginsAt, timeZone, rows } = change;
  const at = (instant: Instant) => ({ at: when(language, instant, timeZone, now) });
  const said = { rotation: names.rotation(rotation) };
  if (kind === 'added') return t(language, 'revision.duty.added', { ...said, ...at(beginsAt ?? now) });
  if (kind !== 'changed') return t(language, `revision.duty.${kind}`, said);
  const first = rows.find(({ isChanged }) => isChanged);
  if (beginsAt !== undefined)
    return t(language, first ? 'revision.duty.begins' : 'revision.duty.later', { ...said, ...at(beginsAt) });
  return first
    ? t(language, 'revision.duty.at-once', { ...said, ...at(first.fromAt) })
    : t(language, 'revision.duty.gaps-only', said);
}

function tableOf({ rows: exact, timeZone, kind }: DutyChange, names: Names, now: Instant): string[] {
  const { language } = names;
  const rows = withoutSlivers(exact);
  const lines: string[] = [];
  let shown = 0;
  for (let place = 0; place < rows.length; ) {
    const run = rows.slice(place).findIndex(({ isChanged }) => isChanged);
    const same = run < 0 ? rows.length - place : run;
    if (shown >= MOST_ROWS) return [...lines, restLine(rows.slice(place), timeZone, names, now)];
    if (rows.length > ALL_ROWS && same > 2) {
      lines.push(`    ${t(language, 'revision.duty.more-same', { number: same })}`);
      place += same;
    } else {
      const row = rows[place];
      if (row) lines.push(`  ${row.isChanged ? '*' : ' '} ${rowLine(row, kind, timeZone, names, now)}`);
      place += 1;
    }
    shown += 1;
  }
  return lines;
}

function restLine(rows: readonly DutyRow[], timeZone: string, names: Names, now: Instant): string {
  const until = when(names.language, rows.at(-1)?.toAt ?? now, timeZone, now);
  const changed = rows.filter(({ isChanged }) => isChanged).length;
  return `    ${t(names.language, 'revision.duty.more', { until, number: rows.length, changed })}`;
}

function rowLine(row: DutyRow, kind: DutyChange['kind'], timeZone: string, names: Names, now: Instant): string {
  const { language } = names;
  const [from, until] = [row.fromAt, row.toAt].map((at) => when(language, at, timeZone, now)) as [string, string];
  const [before, after] = [row.before, row.after].map((duty) => onDutyWords(duty, names)) as [string, string];
  // Where the times alone move, the person is named once.
  if (!row.isChanged || kind === 'added' || before === after)
    return t(language, 'revision.duty.row', { from, until, who: after });
  return t(language, 'revision.duty.row-changed', { from, until, before, after });
}

function onDutyWords(duty: OnDuty | undefined, names: Names): string {
  const { language } = names;
  if (duty?.person === undefined) return t(language, 'nobody');
  const person = names.person(duty.person);
  const who =
    duty.scheduled === duty.person
      ? person
      : duty.scheduled === undefined
        ? t(language, 'revision.duty.stands-in-gap', { person })
        : t(language, 'revision.duty.stands-in', { person, scheduled: names.person(duty.scheduled) });
  return duty.layer ? t(language, 'revision.duty.in-layer', { who, layer: named(duty.layer, language) }) : who;
}

function gapLines({ gaps, timeZone }: DutyChange, names: Names, now: Instant): string[] {
  const { language } = names;
  const fresh = gaps.filter(({ isNew }) => isNew);
  const lines = fresh.slice(0, MOST_GAPS).map(({ fromAt, untilAt, standIn }) => {
    const [from, until] = [fromAt, untilAt].map((at) => when(language, at, timeZone, now)) as [string, string];
    return standIn === undefined
      ? t(language, 'revision.duty.gap-open', { from, until })
      : t(language, 'revision.duty.gap', { from, until, person: names.person(standIn) });
  });
  const known = gaps.length - fresh.length;
  const rest = fresh.length - lines.length;
  return [
    ...lines,
    ...(rest > 0 ? [t(language, 'revision.duty.gap-more', { number: rest })] : []),
    ...(known > 0 ? [t(language, 'revision.duty.gap-known', { number: known })] : []),
  ].map((line) => `    ${line}`);
}

const MOST_GAPS = 10;

function peopleLines({ lost, gained }: DutyChange, names: Names): string[] {
  const people = (keys: readonly string[]) => ({ people: names.list(keys.map((key) => names.person(key))) });
  return [
    ...(lost.length > 0 ? [`    ${t(names.language, 'revision.duty.lost', people(lost))}`] : []),
    ...(gained.length > 0 ? [`    ${t(names.language, 'revision.duty.gained', people(gained))}`] : []),
  ];
}
