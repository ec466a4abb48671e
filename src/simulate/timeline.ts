import type { BookSource } from '../desk/contract/schema.ts';
import { personName } from '../desk/person/person.ts';
import { t } from '../i18n/i18n.ts';
import { when } from '../i18n/when.ts';
import type { Language } from '../lib/language.ts';
import type { SimulatedLine } from './line.ts';

/** The readable timeline: one aligned row a notice, weekday named, a blank line between days. */
export function timelineOf(lines: readonly SimulatedLine[], source: BookSource, language: Language): string {
  const zone = source.provider.timeZone;
  const rows = lines.map((line) => ({
    day: line.at.slice(0, 10),
    at: when(language, Date.parse(line.at), zone),
    what:
      'refused' in line
        ? t(language, 'timeline.refused', { verb: String(line.refused) })
        : t(language, `notice.${line.notice}`),
    on: String(line.on ?? line.subject),
    rest: 'refused' in line ? t(language, String(line.why), fillers(line)) : details(line, source, language),
  }));
  const width = (key: 'at' | 'what' | 'on') => Math.max(0, ...rows.map((row) => columns(row[key])));
  const [at, what, on] = [width('at'), width('what'), width('on')];
  return rows
    .map((row, index) => {
      const gap = index > 0 && rows[index - 1]?.day !== row.day ? '\n' : '';
      return `${gap}${pad(row.at, at)}  ${pad(row.on, on)}  ${pad(row.what, what)}  ${row.rest}`.trimEnd();
    })
    .join('\n')
    .concat(rows.length > 0 ? '\n' : t(language, 'timeline.empty'));
}

/** The fields of a notice in words: dues by metric, people by name, and who is told. */
function details(line: SimulatedLine, source: BookSource, language: Language): string {
  const zone = source.provider.timeZone;
  const at = (value: unknown) => when(language, Date.parse(String(value)), zone);
  const who = (key: unknown) => audienceName(String(key), source, language);
  const metric = (name: string) => t(language, `metric.${name}`);
  const { due, metric: of, raisedTo, level, from, by, assignee, metrics, provisional, since, what, tier, late } = line;
  const parts = [
    of === undefined ? '' : metric(String(of)),
    typeof due === 'string' ? t(language, 'timeline.due', { at: at(due) }) : '',
    typeof due === 'object'
      ? Object.entries(due ?? {})
          .map(([name, value]) => `${metric(name)} ${at(value)}`)
          .join(t(language, 'list.separator'))
      : '',
    level === undefined ? '' : [from, level].filter(Boolean).join(' → '),
    level === undefined && from !== undefined ? `${who(from)} → ${who((line.to as string[])[1])}` : '',
    tier === undefined ? '' : String(tier),
    what === undefined ? '' : String(what),
    Array.isArray(metrics) ? metrics.map((name) => metric(String(name))).join(t(language, 'list.separator')) : '',
    Array.isArray(provisional)
      ? t(language, 'timeline.provisional', {
          metrics: provisional.map((name) => metric(String(name))).join(t(language, 'list.separator')),
        })
      : '',
    since === undefined ? '' : t(language, 'timeline.since', { at: at(since) }),
    late === undefined ? '' : t(language, `card.note.late-${late}`),
    by === undefined ? '' : t(language, 'timeline.by', { by: who(by) }),
    assignee === undefined ? '' : t(language, 'timeline.assignee', { assignee: who(assignee) }),
    raisedTo === undefined ? '' : t(language, 'timeline.raised-to', { person: who(raisedTo) }),
  ];
  const to = (line.to as string[]).map(who).join(t(language, 'list.separator'));
  return `${parts.filter(Boolean).join(' · ')}  ▸ ${to}`.trimStart();
}

function audienceName(key: string, source: BookSource, language: Language): string {
  return ['customer', 'team', 'escalation', 'managers'].includes(key)
    ? t(language, `audience.${key}`)
    : personName(source.people, key, language);
}

/** The blanks of a refusal that a line of output does not carry. */
function fillers(line: SimulatedLine): Record<string, string> {
  return { ticket: String(line.subject) };
}

/** Terminal columns: wide characters take two. */
function columns(text: string): number {
  return [...text].reduce((sum, char) => sum + (WIDE.test(char) ? 2 : 1), 0);
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}
