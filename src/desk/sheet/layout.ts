import type { KeyAfter } from '../../lib/text-key.ts';
import type { SheetForm, SheetSubject } from './sheet.ts';

/** What each form asks people for, and the order in which it is printed (docs/clauses.md, "The forms"). */

/** A field that people fill in; its label in the form is `form.field.<name>`. */
export interface SheetField {
  readonly name: FieldName;
  readonly kind: 'line' | 'text' | 'datetime' | 'urgency' | 'degree';
  readonly required: boolean;
}

/** Anything with a label on the printed form: `sheet.label.<name>`. */
type Label = KeyAfter<'sheet.label.'>;
export type FieldName = Label & KeyAfter<'form.field.'> & KeyAfter<'form.hint.'>;

/** Tables, which the desk fills in from the log. */
export const SHEET_TABLES = ['history', 'replacedParts', 'wayBack', 'progress'] as const;
export type SheetTable = (typeof SHEET_TABLES)[number];

interface Layout {
  readonly of: readonly SheetSubject['of'][];
  readonly fields: readonly SheetField[];
  /** Short values, one a row. */
  readonly facts: readonly Label[];
  /** Long texts and tables, each with a heading. */
  readonly sections: readonly Label[];
}

const line = (name: FieldName): SheetField => ({ name, kind: 'line', required: false });
const text = (name: FieldName, required = false): SheetField => ({ name, kind: 'text', required });

const LAYOUTS: Readonly<Record<SheetForm, Layout>> = {
  'service-record': {
    of: ['ticket'],
    fields: [
      line('dutyPerson'),
      line('supporter'),
      line('onSitePerson'),
      line('contact'),
      line('phone'),
      text('description', true),
      text('solution'),
    ],
    facts: ['serviceNo', 'dutyPerson', 'supporter', 'onSitePerson', 'status', 'company', 'contact', 'phone'],
    sections: ['description', 'history', 'solution'],
  },
  'repair-request': {
    of: ['part'],
    fields: [
      line('rma'),
      line('model'),
      line('serial'),
      line('quantity'),
      text('symptom', true),
      text('cause'),
      text('measures'),
      text('replaced'),
    ],
    facts: ['number', 'serviceNo', 'company', 'rma', 'model', 'serial', 'quantity', 'received', 'returned'],
    sections: ['symptom', 'cause', 'measures', 'replacedParts', 'wayBack'],
  },
  'issue-record': {
    of: ['complaint', 'ticket'],
    fields: [
      { name: 'urgency', kind: 'urgency', required: true },
      line('department'),
      line('contact'),
      { name: 'expectedAt', kind: 'datetime', required: false },
      text('measures'),
      { name: 'degree', kind: 'degree', required: false },
    ],
    facts: ['number', 'company', 'kind', 'raised', 'urgency', 'department', 'contact', 'expectedAt', 'degree'],
    sections: ['issue', 'measures', 'progress'],
  },
  'feedback-record': {
    of: ['complaint', 'ticket'],
    fields: [
      text('result', true),
      line('responsible'),
      text('headOpinion'),
      { name: 'solvedAt', kind: 'datetime', required: false },
      text('customerOpinion'),
      { name: 'degree', kind: 'degree', required: false },
    ],
    facts: ['number', 'company', 'responsible', 'solvedAt', 'degree'],
    sections: ['issue', 'result', 'headOpinion', 'customerOpinion'],
  },
};

/** The layout of a form. */
export function layoutOf(form: SheetForm): Layout {
  return LAYOUTS[form];
}

/** Whether a section is a table of the log rather than a text. */
export function isTable(section: string): section is SheetTable {
  return (SHEET_TABLES as readonly string[]).includes(section);
}
