import { t } from '../../../i18n/i18n.ts';
import { type Language, named, otherName } from '../../../lib/language.ts';
import type { BookCustomer } from '../../book/schema.ts';
import type { CivilDate } from '../../sla/calendar.ts';

/** A device of a customer's that the provider looks after, from the book. */
export type BookDevice = BookCustomer['devices'][number];

/** The device's name, model and serial number, as far as the book has them. */
export function deviceLabel({ name, model, serial }: BookDevice, language: Language): string {
  return [named(name, language), model, serial].filter(Boolean).join(' · ');
}

/**
 * The service term on a date (C6, E7): in term until its last day, billable after it. A device without one is in scope.
 */
export function termOf({ warrantyUntil: until }: BookDevice, date: CivilDate, language: Language): string {
  if (until === undefined) return t(language, 'device.in-scope');
  return t(language, until < date ? 'device.out-of-term' : 'device.in-term', { until });
}

/** A device as a choice in a form. The term stands early, because a platform may cut long labels. */
export function deviceChoice(device: BookDevice, date: CivilDate, language: Language) {
  const { key, name, model, serial } = device;
  const words = [named(name, language), termOf(device, date, language), [model, serial].filter(Boolean).join(' ')];
  return { value: key, label: words.filter(Boolean).join(' · '), also: otherName(name, language) };
}
