import type { CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateInYear } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { numberOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { customerName } from '../card/customer.ts';
import { personName } from '../person/person.ts';
import { findUnit } from '../ticket/case/unit.ts';
import { deviceLabel } from '../ticket/view/device.ts';
import type { FileRecord } from './file.ts';

/** A record with its number. */
export interface NumberedRecord {
  readonly id: number;
  readonly state: FileRecord;
}

/** What a card or a row is drawn for. */
export interface RecordReader {
  readonly source: BookSource;
  readonly staff: boolean;
  readonly language: Language;
}

/** Records with the newest day first. */
export function newestFirst(listed: readonly NumberedRecord[]): NumberedRecord[] {
  return [...listed].sort((one, other) => other.state.date.localeCompare(one.state.date) || other.id - one.id);
}

/** One record as a row: number, kind and title; device, version, day and who entered it. */
export function recordRow({ id, state }: NumberedRecord, { source, staff, language }: RecordReader): CardField {
  const { kind, title, version, date, by, isGiven, customer } = state;
  const words = [
    staff ? customerName(source, customer, language) : '',
    recordDevice(source, state, language),
    version,
    dateInYear(language, date),
    personName(source.people, by, language),
    staff && isGiven ? t(language, 'file.is-given') : '',
  ];
  return {
    label: `${numberOf('file', id)} · ${t(language, `file.kind.${kind}`)} · ${title}`,
    value: words.filter(Boolean).join(' · '),
  };
}

/** The words for the device of a record; its key if the book does not have it any more; empty: about no device. */
export function recordDevice(source: BookSource, { customer, device }: FileRecord, language: Language): string {
  const known = source.customers[customer];
  const found = known && findUnit(known, device);
  return found ? deviceLabel(found.device, language, found.unit) : device;
}
