import type { Command } from '../desk.ts';
import { cancelAway, hearAway, saveAway } from './away.ts';
import { addContact, changeContact, hearContact, listContacts, removeContact } from './contact.ts';
import { addDevice, changeDevice, retireDevice } from './device-edit.ts';
import { hearDevices } from './device-list.ts';
import { hearPhone, savePhone } from './phone.ts';

/** Small edits of the service book in chat (decision 35): contacts, devices, a person's number and days away. */
export const editCommands: readonly Command[] = [
  typed('device.list', { zh: ['设备'], en: ['devices', 'device'], takes: ['customerDevice'] }, hearDevices),
  typed(
    'contact.ask',
    { zh: ['联系人'], en: ['contact'], topic: 'look', forCustomers: 'oncall.who', takes: ['customerContact'] },
    hearContact,
  ),
  typed('phone.set', { zh: ['电话', '改电话'], en: ['phone'], topic: 'channel', takes: ['personPhone'] }, hearPhone),
  typed('away.set', { zh: ['请假', '休假'], en: ['away'], topic: 'duty', takes: ['personDays'] }, hearAway),
  pressed('device.add', addDevice),
  pressed('device.change', changeDevice),
  pressed('device.retire', retireDevice),
  pressed('contact.list', listContacts),
  pressed('contact.add', addContact),
  pressed('contact.change', changeContact),
  pressed('contact.remove', removeContact),
  pressed('phone.save', savePhone),
  pressed('away.save', saveAway),
  pressed('away.cancel', cancelAway),
];

function typed(name: string, words: Omit<NonNullable<Command['typed']>, 'slash'>, run: Command['run']): Command {
  return { name, for: 'staff', changesStart: true, typed: { slash: 'desk', ...words }, run };
}

function pressed(name: string, run: Command['run']): Command {
  return { name, for: 'staff', changesStart: true, typed: undefined, run };
}
