import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { named, otherName } from '../../lib/language.ts';
import { customerOptions } from '../card/customer.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Ask } from '../desk.ts';
import { type BookDevice, serialsOf } from '../ticket/case/unit.ts';
import { deviceLabel } from '../ticket/view/device.ts';
import type { Whose, WrittenDevice } from './device.ts';
import { openCustomers } from './said.ts';
import { whichForm } from './which-form.ts';

type Asks = Pick<Ask, 'asker' | 'book' | 'turn'>;

/** Asks whose contact or device it is, where neither the words nor the channel say it. */
export function whoseForm({ asker, book }: Asks, command: string, title: string): Form {
  const { language } = asker;
  const options = customerOptions({ ...book.source, customers: openCustomers({ asker, book }) }, language);
  const whose = { ...fieldMaker(language).choice('customer', true, options), hint: '' };
  return { command, args: {}, title, submit: t(language, 'form.edit.next'), intro: '', fields: [whose] };
}

/** Asks which device, for a change or to retire it. */
export function whichDeviceForm(
  { asker }: Asks,
  { key, customer }: Whose,
  command: 'device.change' | 'device.retire',
): Form {
  const { language } = asker;
  const options = customer.devices.map((device) => ({
    value: device.key,
    label: deviceLabel(device, language),
    also: otherName(device.name, language),
  }));
  return whichForm(language, { command, customer: key }, 'device', options);
}

const LINE = 80;
const MANY_SERIALS = 2000;

/** All fields of a device, filled in with what the book says. `isNew`: it is no device of the book yet. */
export function deviceForm({ asker, turn }: Asks, { key, customer }: Whose, device: BookDevice, isNew: boolean): Form {
  const { language } = asker;
  const field = fieldMaker(language);
  const sites = customer.sites.map((site) => ({
    value: site.key,
    label: named(site.name, language),
    also: otherName(site.name, language),
  }));
  const command = isNew ? 'device.add' : 'device.change';
  const args = { customer: key, sure: 'yes', from: `${turn.book.version}` };
  return {
    command,
    args: isNew ? args : { ...args, device: device.key },
    title: t(language, 'form.device.title', { customer: named(customer.name, language) }),
    submit: t(language, 'form.edit.save'),
    intro: '',
    fields: [
      field.line('device-name', LINE, true, named(device.name, language)),
      field.choice('device-site', true, sites, device.site),
      field.line('device-model', LINE, false, device.model),
      field.line('device-serial', MANY_SERIALS, false, serialsOf(device).join(', ')),
      field.line('device-count', 6, false, `${device.count}`),
      field.line('device-warranty', 40, false, device.warrantyUntil ?? ''),
      field.line('device-class', 40, false, device.class ?? ''),
    ],
  };
}

/** What stands in the answered form. */
export function writtenIn(input: Ask['input']): WrittenDevice {
  return {
    name: input['device-name'] ?? '',
    site: input['device-site'] ?? '',
    model: input['device-model'] ?? '',
    serial: input['device-serial'] ?? '',
    count: input['device-count'] ?? '',
    warrantyUntil: input['device-warranty'] ?? '',
    class: input['device-class'] ?? '',
  };
}
