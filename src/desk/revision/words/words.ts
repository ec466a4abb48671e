import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { countsOf, isNothing, PARTS, type Part, type Revision } from '../revision.ts';
import { dutyLines } from './duty-words.ts';
import { entryLine, fieldLines } from './field-words.ts';
import { namesOf } from './names.ts';
import { personLines } from './people-words.ts';
import { promiseLine } from './promise-words.ts';

/** What a new book changes, in lines for people: counts, then each part with a heading; parts without a change are left out. */
export function revisionLines(revision: Revision, language: Language): string[] {
  if (isNothing(revision)) return [t(language, 'revision.nothing')];
  const counts = countsOf(revision);
  const changed = PARTS.filter((part) => counts[part] > 0);
  const counted = changed.map((part) =>
    t(language, 'revision.count', { what: t(language, `revision.count.${part}`), number: counts[part] }),
  );
  const parts = changed.flatMap((part) => [
    '',
    t(language, `revision.heading.${part}`),
    ...linesOf(part, revision, language).map((line) => `  ${line}`),
  ]);
  return [t(language, 'revision.counts', { counts: counted.join(' · ') }), ...parts];
}

function linesOf(part: Part, { before, after, diff, duty, now }: Revision, language: Language): string[] {
  const names = namesOf(before, after, language);
  switch (part) {
    case 'promises':
      return diff.promises.map((change) => promiseLine(change, after, names));
    case 'duty':
      return duty.flatMap((change) => dutyLines(change, names, now));
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
