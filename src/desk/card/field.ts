import type { CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';

/** Makes one labelled value of a card: a list to spread, empty if there is no value. */
export type MakeField = (name: KeyAfter<'card.field.'>, value: string | number | undefined) => CardField[];

/**
 * Makes labelled values in one language, with the label `card.field.<name>`. Values that are missing, empty or 0 are
 * left out.
 */
export function fieldIn(language: Language): MakeField {
  return (name, value) => (value ? [{ label: t(language, `card.field.${name}`), value: String(value) }] : []);
}
