import type { FormOption } from '../../../chat/form.ts';
import { t } from '../../../i18n/i18n.ts';
import { type Language, named, otherName } from '../../../lib/language.ts';
import type { CivilDate } from '../../sla/calendar.ts';
import { type BookDevice, serialsOf, writeUnit } from '../case/unit.ts';

/**
 * The device's name, model and serial numbers, as far as the book has them; with `unit` the serial number of that unit
 * alone.
 */
export function deviceLabel(device: BookDevice, language: Language, unit?: string): string {
  const serials = unit ?? serialsOf(device).join(t(language, 'list.separator'));
  return [named(device.name, language), device.model, serials].filter(Boolean).join(' · ');
}

/**
 * The service term on a date (C6, E7): in term until its last day, billable after it. A device without one is in scope.
 */
export function termOf({ warrantyUntil: until }: BookDevice, date: CivilDate, language: Language): string {
  if (until === undefined) return t(language, 'device.in-scope');
  return t(language, until < date ? 'device.out-of-term' : 'device.in-term', { until });
}

/**
 * Devices as choices in a form: one for each unit that has a serial number of its own, and then one for the whole device
 * (`whole`: what is said of it; left out: that it is not known which unit). The term stands early, because a platform may cut long labels.
 */
export function deviceChoices(
  devices: readonly BookDevice[],
  date: CivilDate,
  language: Language,
  whole: 'unit-unknown' | 'all-units' = 'unit-unknown',
): FormOption[] {
  return devices.flatMap((device) => {
    const { key, name, model } = device;
    const serials = serialsOf(device);
    const choice = (value: string, ...last: string[]): FormOption => ({
      value,
      label: [named(name, language), termOf(device, date, language), last.filter(Boolean).join(' ')]
        .filter(Boolean)
        .join(' · '),
      also: otherName(name, language),
    });
    if (serials.length <= 1) return [choice(key, model, ...serials)];
    return [
      ...serials.map((serial) => choice(writeUnit(key, serial), model, serial)),
      choice(key, t(language, `device.${whole}`)),
    ];
  });
}
