import { t } from '../../../i18n/i18n.ts';
import { type Language, named } from '../../../lib/language.ts';
import { numberOf } from '../../address/number.ts';
import { customerName, siteName } from '../../card/customer.ts';
import { levelName } from '../../ticket/case/names.ts';
import { type LeftOut, leftOutBy, type ReplayView, ticketsIn } from './view.ts';

/** Names the tickets whose changes are not due to the other book alone; empty: there are none. */
export function unsureLines({ replay: { unsure }, language }: ReplayView): string[] {
  return unsure.length === 0 ? [] : ['', t(language, 'replay.unsure', { tickets: numbers(unsure, language) })];
}

/** What was left out, and why; empty: nothing was. */
export function leftOutLines(view: ReplayView): string[] {
  const { replay, closed, inForce, language } = view;
  const lines = leftOutBy(replay).map((each) => `  ${leftOutLine(each, view)}`);
  const count = replay.leftOut.length;
  const all = count + ticketsIn(replay);
  const customers = closed.map((key) => customerName(inForce, key, language)).join(t(language, 'list.separator'));
  return [
    ...(count > 0 ? ['', t(language, 'replay.left-out', { count, all }), ...lines] : []),
    ...(closed.length > 0 ? ['', t(language, 'replay.confidential', { customers })] : []),
  ];
}

function leftOutLine({ missing, ids }: LeftOut, view: ReplayView): string {
  const { language } = view;
  const { what, customer } = missing;
  return t(language, `replay.missing.${what}`, {
    name: missingName(missing, view),
    customer: customerName(view.inForce, customer, language),
    count: ids.length,
    tickets: numbers(ids, language),
  });
}

/** The name by which the book in force knows what the other does not have, or its key. */
function missingName({ what, key, customer }: LeftOut['missing'], { inForce, language }: ReplayView): string {
  const found = inForce.customers[customer];
  switch (what) {
    case 'customer':
      return customerName(inForce, key, language);
    case 'site':
      return siteName(inForce, { customer, site: key }, language);
    case 'device': {
      const device = found?.devices.find((each) => each.key === key);
      return device ? named(device.name, language) : key;
    }
    case 'level': {
      const policy = inForce.policies[found?.policy ?? ''];
      return policy ? levelName(policy, key, language) : key;
    }
  }
}

/** More numbers are not read; programs get them all. */
const MOST_NUMBERS = 12;

function numbers(ids: readonly number[], language: Language): string {
  const listed = ids.slice(0, MOST_NUMBERS).map((id) => numberOf('ticket', id));
  return [...listed, ...(ids.length > MOST_NUMBERS ? ['…'] : [])].join(t(language, 'list.separator'));
}
