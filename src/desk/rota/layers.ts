import type { CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { DAY, type Instant } from '../../lib/instant.ts';
import { named } from '../../lib/language.ts';
import { policyOf } from '../book/book.ts';
import { type LayerRule, layersOf } from '../book/rotation-rule.ts';
import { gives } from '../contact/contact.ts';
import { listSegments, type Roster } from '../oncall/oncall.ts';
import type { Segment } from '../oncall/schedule/schedule.ts';
import { personName } from '../person/person.ts';
import { dutyName, type Reader } from './reader.ts';

/** A layer that does not ring within this time is left out. */
const LOOK_AHEAD = 8 * DAY;

/**
 * Who answers in each layer of a rotation, with the number to call: now, or when the layer rings next (B4: a hotline in
 * office hours, outside them the mobile of the person on duty). Empty for a rotation of one layer.
 */
export function layerFields(reader: Reader, roster: Roster, at: Instant, now: Instant): CardField[] {
  const rules = layersOf(roster.rotation);
  if (rules.length < 2) return [];
  const segments = listSegments(roster, at, at + LOOK_AHEAD);
  // As the rows of a rota are read: the layer that counts most comes first.
  return rules
    .flatMap((rule, place) => {
      const segment = segments.find(({ layer }) => layer === place);
      return segment ? [layerField(reader, roster, rule, segment, at, now)] : [];
    })
    .reverse();
}

function layerField(
  reader: Reader,
  { rotation }: Roster,
  rule: LayerRule,
  { person, fromAt }: Segment,
  at: Instant,
  now: Instant,
): CardField {
  const { language } = reader.asker;
  const who = numberedName(reader, rule, person);
  const value =
    fromAt <= at
      ? t(language, 'rota.layer-now', { who })
      : t(language, 'rota.layer-from', { who, from: when(language, fromAt, rotation.timeZone, now) });
  return { label: named(rule.name ?? rotation.name, language), value };
}

/** A layer with a number of its own is answered there: customers see it if their contract gives the hotline. */
function numberedName(reader: Reader, { phone }: LayerRule, person: string | undefined): string {
  const { book, asker } = reader;
  if (phone === undefined || person === undefined) return dutyName(reader, person);
  const isGiven = asker.staff || (asker.customer !== undefined && gives(policyOf(book, asker.customer), 'hotline'));
  const name = personName(book.source.people, person, asker.language);
  return isGiven ? `${name} ${phone}` : name;
}
