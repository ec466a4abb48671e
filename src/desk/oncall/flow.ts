import type { CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import type { BookSource } from '../contract/schema.ts';
import type { DeskTurn } from '../desk.ts';
import { personName } from '../person/person.ts';
import { shiftAt } from './oncall.ts';
import { findAnchor } from './store.ts';

/** Who has the bell now, until when, and who has it next: one field for every rotation that runs. */
export async function listDuty({ tx, now }: DeskTurn, source: BookSource, language: Language): Promise<CardField[]> {
  const fields: CardField[] = [];
  for (const [key, rotation] of Object.entries(source.rotations)) {
    const anchorAt = await findAnchor(tx, key);
    if (anchorAt === undefined) continue;
    const shift = shiftAt(rotation, anchorAt, now);
    const next = shiftAt(rotation, anchorAt, shift.toAt);
    const value = t(language, 'oncall.shift', {
      member: personName(source.people, shift.member, language),
      until: when(language, shift.toAt, rotation.timeZone),
      next: personName(source.people, next.member, language),
    });
    fields.push({ label: named(rotation.name, language), value });
  }
  return fields;
}
