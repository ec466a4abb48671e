import type { BookSource } from '../desk/book/schema.ts';
import { t } from '../i18n/i18n.ts';
import { dayName } from '../i18n/when.ts';
import type { Language } from '../lib/language.ts';
import type { Refusal } from '../lib/refusal.ts';
import type { SimulatedLine } from './line.ts';
import { happeningOf, refusalOf, timeOf } from './timeline-words.ts';

/** A line of the simulation. A refusal comes along, because its text has gaps that the line does not fill. */
export interface TimelineEntry {
  readonly line: SimulatedLine;
  readonly refusal: Refusal | undefined;
}

/** The readable timeline: a heading for each day, with its weekday, and an aligned row for each notice. */
export function timelineOf(entries: readonly TimelineEntry[], source: BookSource, language: Language): string {
  if (entries.length === 0) return `${t(language, 'timeline.empty')}\n`;
  const view = { source, language };
  const rows = entries.map(({ line, refusal }) => ({
    day: dayName(language, Date.parse(line.at), source.provider.timeZone),
    cells: [timeOf(line.at), String(line.on ?? line.subject)],
    ...(refusal ? refusalOf(line, refusal, view) : happeningOf(line, view)),
  }));
  const widths = [0, 1].map((cell) => Math.max(...rows.map(({ cells }) => columns(cells[cell] ?? ''))));
  const whatWidth = Math.max(...rows.map(({ what }) => columns(what)));

  return [...Map.groupBy(rows, ({ day }) => day)]
    .map(([day, rowsOfDay]) => {
      const lines = rowsOfDay.map(({ cells, what, details, to }) => {
        const aligned = [...cells.map((cell, i) => pad(cell, widths[i] ?? 0)), pad(what, whatWidth)];
        return `  ${[...aligned, details, to].filter(Boolean).join('  ')}`.trimEnd();
      });
      return `${[day, ...lines].join('\n')}\n`;
    })
    .join('\n');
}

/** Terminal columns: wide characters take two. */
function columns(text: string): number {
  return [...text].reduce((sum, char) => sum + (WIDE.test(char) ? 2 : 1), 0);
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}
