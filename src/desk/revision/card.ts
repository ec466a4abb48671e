import type { Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { whenInYear } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { AppliedBook } from '../book/store.ts';
import type { Revision } from './revision.ts';
import { countLine, revisionParts } from './words/words.ts';

interface View {
  readonly language: Language;
  readonly timeZone: string;
  /** The version that counts now. */
  readonly inForce: number;
}

/** So many lines of a part fit a card that people read; `deskbell book diff` prints all. */
const MOST_LINES = 12;

/** The versions, the last one first, and what the first of them changed; `revision` undefined: it is the first of all. */
export function appliedCard(versions: readonly AppliedBook[], revision: Revision | undefined, view: View): Card {
  const { language, timeZone, inForce } = view;
  const version = versions[0]?.version ?? inForce;
  const fields = versions.map((each) => ({
    label: t(language, 'book.version', { version: each.version }),
    value: [
      whenInYear(language, each.appliedAt, timeZone),
      each.content,
      ...(each.version === inForce ? [t(language, 'book.in-force')] : []),
    ].join(' · '),
  }));
  return {
    subject: `book/${version}`,
    tone: 'neutral',
    title: t(language, 'book.title'),
    badges: [],
    parts: [{ part: 'fields', fields }, ...(revision ? changeParts(version, revision, language) : [])],
  };
}

function changeParts(version: number, revision: Revision, language: Language): CardPart[] {
  const count = t(language, 'book.changed', { version, counts: countLine(revision, language) });
  const texts = revisionParts(revision, language).map(({ heading, lines }) => {
    const rest = lines.length - MOST_LINES;
    const more = rest > 0 ? [t(language, 'book.more', { number: rest })] : [];
    return [heading, ...lines.slice(0, MOST_LINES).map(listed), ...more].join('\n');
  });
  return [count, ...texts].map((text) => ({ part: 'text', style: 'plain', text }));
}

/** A line of a list; what is set in belongs to the line above it. */
function listed(line: string): string {
  return line.startsWith(' ') ? `   – ${line.trim()}` : `· ${line}`;
}
