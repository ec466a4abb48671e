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

/** The readable timeline, a row at a time. */
export interface Timeline {
  /** The row of a notice, below a heading where a new day begins. */
  rowOf(entry: TimelineEntry): string;
  /** What is left to say at the end. */
  end(): string;
}

/** In terminal columns: a time with seconds, then what mostly happens. A longer text makes the column wider from there. */
const NARROWEST = { time: 8, what: { en: 16, 'zh-CN': 10 } } as const;

/**
 * Rows are aligned over all days. `names` are those of the story, for the width of their column, which a story cannot
 * know better before it ends.
 */
export function createTimeline(source: BookSource, language: Language, names: readonly string[]): Timeline {
  const view = { source, language };
  const widths = [NARROWEST.time, Math.max(0, ...names.map(columns)), NARROWEST.what[language]];
  const aligned = (cells: readonly string[]) =>
    cells.map((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, columns(cell));
      return pad(cell, widths[i]);
    });
  let lastDay: string | undefined;

  return {
    rowOf({ line, refusal }) {
      const day = dayName(language, Date.parse(line.at), source.provider.timeZone);
      const heading = day === lastDay ? '' : `${lastDay === undefined ? '' : '\n'}${day}\n`;
      lastDay = day;
      const { what, details, to } = refusal ? refusalOf(line, refusal, view) : happeningOf(line, view);
      const place = [timeOf(line.at), String(line.on ?? line.subject)];
      // What was refused is told in a longer text of its own, which makes no column wider.
      const cells = refusal ? [...aligned(place), what] : aligned([...place, what]);
      return `${heading}  ${[...cells, details, to].filter(Boolean).join('  ').trimEnd()}\n`;
    },
    end: () => (lastDay === undefined ? `${t(language, 'timeline.empty')}\n` : ''),
  };
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
