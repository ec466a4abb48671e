import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import { numberOf } from '../address/number.ts';
import { printedTime } from '../paper/columns.ts';
import type { DocumentSection, PaperDocument } from '../paper/document/document.ts';
import { letterheadParts } from '../paper/letterhead.ts';
import { personName } from '../person/person.ts';
import { isTable, layoutOf } from './layout.ts';
import { isEnded, type Sheet } from './sheet.ts';
import type { SheetView } from './source.ts';
import { sheetTable } from './tables.ts';
import { shownValues } from './value.ts';

/** What stands in place of a value that was not filled in. */
const NOTHING = '–';

/** A sheet as it is printed, in the language of the view. */
export function sheetDocument(id: number, sheet: Sheet, view: SheetView, now: Instant): PaperDocument {
  const { source, language } = view;
  const { facts, sections } = layoutOf(sheet.form);
  const values = shownValues(sheet, view);
  return {
    language,
    ...letterheadParts(source.book.source, language, { number: numberOf('sheet', id) }, now),
    title: t(language, `sheet.form.${sheet.form}`),
    subtitle: `${numberOf('sheet', id)} · ${numberOf(sheet.about.of, sheet.about.id)}`,
    mark: isEnded(sheet) ? '' : t(language, 'sheet.unsigned-mark'),
    facts: facts.map((name) => [t(language, `sheet.label.${name}`), values[name] || NOTHING]),
    sections: [
      ...sections.map((name): DocumentSection => {
        if (isTable(name)) return sheetTable(name, sheet, view);
        return { heading: t(language, `sheet.label.${name}`), part: 'text', text: values[name] || NOTHING };
      }),
      ...signatureSection(sheet, view),
    ],
    signatures:
      isEnded(sheet) || sheet.unsigned ? [] : [{ label: t(language, 'paper.signer.customer'), name: '', date: '' }],
  };
}

/** Who signed and when; or why the customer did not, and who signed in their place. */
function signatureSection(
  { signed, unsigned, countersigned }: Sheet,
  { source, language }: SheetView,
): DocumentSection[] {
  const { people, provider } = source.book.source;
  const at = (instant: Instant) => printedTime(instant, provider.timeZone);
  const name = (key: string) => personName(people, key, language);
  const lines = [
    signed && t(language, 'sheet.signed-by', { name: signed.name, at: at(signed.at) }),
    unsigned &&
      t(language, 'sheet.unsigned-by', { reason: unsigned.reason, name: name(unsigned.by), at: at(unsigned.at) }),
    countersigned && t(language, 'sheet.countersigned-by', { name: name(countersigned.by), at: at(countersigned.at) }),
  ].filter((each) => each !== undefined);
  if (lines.length === 0) return [];
  return [{ heading: t(language, 'sheet.label.signature'), part: 'text', text: lines.join('\n') }];
}
