import { z } from 'zod';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { findCustomer } from '../book/book.ts';
import { readDay } from '../date-input.ts';
import type { Ask } from '../desk.ts';
import { OptionalText, Text } from '../input.ts';
import { readForCustomer, readPerson } from '../matter/input.ts';
import { findUnit, serialsOf, writeUnit } from '../ticket/case/unit.ts';
import { ALL_DEVICES } from './form.ts';
import type { PatchPlan } from './patch.ts';

const PlanInput = z.object({
  customer: z.string().min(1),
  'patch-title': Text.pipe(z.string().max(120)),
  'patch-device': z.string().min(1),
  'patch-second': z.string().default(''),
  'patch-third': z.string().default(''),
  'patch-purpose': Text,
  'patch-tested': Text,
  'patch-steps': Text,
  'patch-rollback': Text,
  'patch-preparation': OptionalText,
  'patch-impact': Text,
  date: z.string().min(1),
  person: z.string().min(1),
});

/** Reads the form of a patch. Refused for an unknown customer, device or person, and for a date that is none. */
export function readPlan(ask: Ask): Result<PatchPlan> {
  const read = readForCustomer(ask, PlanInput);
  if (!read.ok) return read;
  const given = read.value;
  const devices = readDevices(ask, given.customer, [
    given['patch-device'],
    given['patch-second'],
    given['patch-third'],
  ]);
  if (!devices.ok) return devices;
  const person = readPerson(ask, given.person);
  if (!person.ok) return person;
  const date = readDay(ask, 'date', given.date, ask.book.always.dateOf(ask.turn.now));
  if (!date.ok) return date;
  return accept({
    customer: given.customer,
    title: given['patch-title'],
    devices: devices.value,
    purpose: given['patch-purpose'],
    tested: given['patch-tested'],
    steps: given['patch-steps'],
    rollback: given['patch-rollback'],
    preparation: given['patch-preparation'],
    impact: given['patch-impact'],
    date: date.value,
    person: person.value,
  });
}

/** The chosen devices, each once; of a device with several units that was chosen as a whole, every unit. */
function readDevices({ book }: Ask, key: string, chosen: readonly string[]): Result<readonly string[]> {
  const customer = findCustomer(book, key);
  const all = customer?.devices.map((each) => each.key) ?? [];
  const wanted = chosen.includes(ALL_DEVICES) ? all : chosen.filter((each) => each !== '');
  const found: string[] = [];
  for (const said of wanted) {
    const unit = customer && findUnit(customer, said);
    if (!unit) return refuse('input.not-understood', { field: 'patch-device', value: said });
    const serials = serialsOf(unit.device);
    const isWhole = unit.unit === undefined && serials.length > 1;
    found.push(...(isWhole ? serials.map((serial) => writeUnit(unit.device.key, serial)) : [said]));
  }
  return accept([...new Set(found)]);
}
