import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { countsOf, isNothing, PARTS, type Part, type Revision } from '../revision.ts';
import { dutyLines } from './duty-words.ts';
import { entryLine, fieldLines } from './field-words.ts';
import { namesOf } from './names.ts';
import { personLines } from './people-words.ts';
import { planLine } from './plan-words.ts';
import { promiseLine } from './promise-words.ts';

/** A part of a comparison in words. */
export interface RevisionPart {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** What a new book changes, in lines for people: counts, then each part with its heading. */
export function revisionLines(revision: Revision, language: Language): string[] {
  const parts = revisionParts(revision, language);
  return [
    countLine(revision, language),
    ...parts.flatMap(({ heading, lines }) => ['', heading, ...lines.map((line) => `  ${line}`)]),
  ];
}

/** How much changed in each part, or that nothing did. */
export function countLine(revision: Revision, language: Language): string {
  if (isNothing(revision)) return t(language, 'revision.nothing');
  const counts = countsOf(revision);
  const counted = changedParts(revision).map((part) =>
    t(language, 'revision.count', { what: t(language, `revision.count.${part}`), number: counts[part] }),
  );
  return t(language, 'revision.counts', { counts: counted.join(' · ') });
}

/** The parts in which something changed. */
export function revisionParts(revision: Revision, language: Language): RevisionPart[] {
  return changedParts(revision).map((part) => ({
    heading: t(language, `revision.heading.${part}`),
    lines: linesOf(part, revision, language),
  }));
}

function changedParts(revision: Revision): Part[] {
  const counts = countsOf(revision);
  return PARTS.filter((part) => counts[part] > 0);
}

function linesOf(part: Part, { before, after, diff, duty, now }: Revision, language: Language): string[] {
  const names = namesOf(before, after, language);
  switch (part) {
    case 'promises':
      return diff.promises.map((change) => promiseLine(change, after, names));
    case 'duty':
      return duty.flatMap((change) => dutyLines(change, names, now));
    case 'plans':
      return diff.plans.map((change) => planLine(change, language));
    case 'people':
      return [
        ...diff.people.flatMap((change) => personLines(change, names)),
        ...diff.emptyRoles.map((role) =>
          t(language, 'revision.person.role-empty', { role: t(language, `role.${role}`) }),
        ),
      ];
    case 'entries':
      return diff.entries.map((change) => entryLine(change, names));
    case 'fields':
      return fieldLines(diff.fields, names);
  }
}
