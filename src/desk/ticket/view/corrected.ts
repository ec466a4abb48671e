import { t } from '../../../i18n/i18n.ts';
import { maskPhones } from '../../caller/phone.ts';
import { findSiteName } from '../../card/customer.ts';
import type { Correctable, Corrected } from '../case/record.ts';
import type { ReportFacts } from '../case/ticket.ts';
import { deviceLabel } from './device.ts';
import type { CardView } from './view.ts';

type Speaking = Pick<CardView, 'source' | 'language'>;

/** What a correction changed, old and new. Both sides read it, so numbers stand in it without their middle digits. */
export function correctedWords({ customer, before, after }: Corrected, view: Speaking): string {
  const { language } = view;
  const wordsOf = {
    device: (at: Correctable) => deviceWords({ customer, ...at }, view),
    site: ({ site }: Correctable) => findSiteName(view.source, { customer, site }, language) ?? site,
    contact: ({ contact }: Correctable) => maskPhones(contact),
  };
  const changes = (['device', 'site', 'contact'] as const).flatMap((what) => {
    const isSame = before[what] === after[what] && (what !== 'device' || before.unit === after.unit);
    if (isSame) return [];
    const [from, to] = [before, after].map((each) => wordsOf[what](each) || t(language, 'corrected.nothing'));
    return [
      t(language, 'corrected.change', { what: t(language, `card.field.${what}`), from: from ?? '', to: to ?? '' }),
    ];
  });
  return changes.join(t(language, 'list.separator'));
}

/** The label of a device, of one unit where it is known; the key if this version of the book does not have the device. */
export function deviceWords(
  { customer, device: key, unit }: Pick<ReportFacts, 'customer' | 'unit'> & Pick<Correctable, 'device'>,
  { source, language }: Speaking,
): string {
  const device = source.customers[customer]?.devices.find((each) => each.key === key);
  return device ? deviceLabel(device, language, unit) : (key ?? '');
}
