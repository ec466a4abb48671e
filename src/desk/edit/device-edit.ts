import { isDeepStrictEqual } from 'node:util';
import { t } from '../../i18n/i18n.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { numberOf } from '../address/number.ts';
import { findCustomer } from '../book/book.ts';
import { loadEdited } from '../book/edit/store.ts';
import type { Answer, Ask } from '../desk.ts';
import { answerForm } from '../tell.ts';
import type { BookDevice } from '../ticket/case/unit.ts';
import { deviceLabel } from '../ticket/view/device.ts';
import { callsOf, findDevice, newDevice, readDevice, type Whose, type WrittenDevice } from './device.ts';
import { deviceForm, whichDeviceForm, whoseForm, writtenIn } from './device-form.ts';
import { putEdits, type Wanted } from './flow.ts';
import { versionIn } from './phone.ts';
import { customerOf, mayKeep, noSuchCustomer, refuseOthers, takeFront } from './said.ts';
import { listTicketsOfDevice } from './store.ts';

/** Devices are added, changed and retired in chat: by the forms of the list's buttons, or in words. */

type DeviceCommand = 'device.add' | 'device.change' | 'device.retire';

/** What the words behind a command name, once it is known who may. */
function forKeepers(command: DeviceCommand, run: (ask: Ask, whose: Whose) => Promise<Result<Answer>>) {
  return async (ask: Ask): Promise<Result<Answer>> => {
    if (!mayKeep(ask)) return refuseOthers(ask);
    const key = customerOf(ask);
    const customer = key === undefined ? undefined : findCustomer(ask.book, key);
    if (key !== undefined && customer) return run(ask, { key, customer });
    if (ask.input.customer) return noSuchCustomer(ask);
    return answerForm(whoseForm(ask, command, t(ask.asker.language, `button.${command}`)));
  };
}

export const addDevice = forKeepers('device.add', async (ask, whose) => {
  const written = writtenIn(ask.input);
  const { file } = await loadEdited(ask.turn.tx, ask.turn.book.version);
  const taken = (file.customers[whose.key]?.devices ?? []).map(({ key }) => key);
  const device = newDevice(whose, (written.name ?? '').trim(), taken);
  if (ask.input.sure !== 'yes' || device.name.en === '') return answerForm(deviceForm(ask, whose, device, true));
  const read = readDevice(ask, whose, device, written, today(ask));
  if (!read.ok) return read;
  return putEdits(ask, [{ path: pathOf(whose, device), value: read.value }], versionIn(ask.input.from));
});

export const changeDevice = forKeepers('device.change', async (ask, whose) => {
  const { device: said = '', sure, from } = ask.input;
  if (said === '') return answerForm(whichDeviceForm(ask, whose, 'device.change'));
  const found = findDevice(whose, said, ask.asker.language);
  if (!found.ok) return found;
  if (sure !== 'yes') return answerForm(deviceForm(ask, whose, found.value, false));
  return putDevice(ask, whose, found.value, writtenIn(ask.input), versionIn(from));
});

/** Refused while tickets about it are open: their people still need it. */
export const retireDevice = forKeepers('device.retire', async (ask, whose) => {
  const { device: said = '' } = ask.input;
  if (said === '') return answerForm(whichDeviceForm(ask, whose, 'device.retire'));
  const found = findDevice(whose, said, ask.asker.language);
  if (!found.ok) return found;
  const { language } = ask.asker;
  const open = await listTicketsOfDevice(ask.turn.tx, whose.key, found.value.key, MOST_TICKETS);
  if (open.length > 0) {
    const tickets = open.map((id) => numberOf('ticket', id)).join(t(language, 'list.separator'));
    return refuse('device.open-tickets', { device: deviceLabel(found.value, language), tickets });
  }
  return putEdits(ask, [{ path: pathOf(whose, found.value), value: undefined }]);
});

const MOST_TICKETS = 10;

/** How each field is called where it is typed: `/desk device acme FW-1 serial SN-8`. */
const FIELD_WORDS: Readonly<Record<keyof WrittenDevice, readonly string[]>> = {
  name: ['name', '名称', '改名'],
  site: ['site', '站点'],
  class: ['class', '类别'],
  model: ['model', '型号'],
  serial: ['serial number', 'serial', 'sn', '序列号'],
  count: ['units', 'count', '数量', '台数'],
  warrantyUntil: ['warranty until', 'warranty', '质保截止', '质保'],
};

/** `FW-1 serial SN-8`: a device and one field of it; the device alone opens its form. */
export async function changeInWords(ask: Ask, whose: Whose, said: string): Promise<Result<Answer>> {
  if (!mayKeep(ask)) return refuseOthers(ask);
  const taken = takeFront(said, whose.customer.devices.flatMap(callsOf));
  const found = findDevice(whose, taken?.word ?? withoutField(said), ask.asker.language);
  if (!found.ok) return found;
  const rest = taken?.rest ?? '';
  if (rest === '') return answerForm(deviceForm(ask, whose, found.value, false));
  for (const [field, words] of Object.entries(FIELD_WORDS)) {
    const value = takeFront(rest, words);
    if (value) return putDevice(ask, whose, found.value, { [field]: value.rest });
  }
  return refuse('device.which-field', {
    device: deviceLabel(found.value, ask.asker.language),
    said: rest.slice(0, 40),
  });
}

/** Whether a word of a field stands in a text, behind its first word. */
export function hasField(said: string): boolean {
  return withoutField(said) !== said.split(/\s+/u).join(' ');
}

/** The front of a text up to the word of a field. */
function withoutField(said: string): string {
  const words = said.split(/\s+/u);
  const at = words.findIndex((word) => Object.values(FIELD_WORDS).flat().includes(plainWord(word)));
  return (at > 0 ? words.slice(0, at) : words).join(' ');
}

async function putDevice(
  ask: Ask,
  whose: Whose,
  before: BookDevice,
  written: WrittenDevice,
  seen?: number,
): Promise<Result<Answer>> {
  const read = readDevice(ask, whose, before, written, today(ask));
  if (!read.ok) return read;
  const changed = changedFields(whose, before, read.value);
  return changed.length === 0 ? refuse('edit.nothing-new') : putEdits(ask, changed, seen);
}

/** An edit for each field that differs, so that a new file overrules only what it says itself. */
function changedFields(whose: Whose, before: BookDevice, after: BookDevice): Wanted[] {
  const fields = ['name', 'site', 'class', 'model', 'serial', 'serials', 'count', 'warrantyUntil'] as const;
  return fields
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) => ({ path: [...pathOf(whose, before), field], value: after[field] }));
}

function pathOf({ key }: Whose, device: BookDevice): string[] {
  return ['customers', key, 'devices', device.key];
}

function today({ book, turn }: Ask) {
  return book.always.dateOf(turn.now);
}
