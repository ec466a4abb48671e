import { type Language, named } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { freeKey } from '../book/import/entry.ts';
import { nearest } from '../book/nearest.ts';
import type { BookCustomer } from '../book/schema.ts';
import { readDay } from '../date-input.ts';
import { readDate } from '../date-words.ts';
import type { Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { type BookDevice, serialsOf } from '../ticket/case/unit.ts';
import { deviceLabel } from '../ticket/view/device.ts';

/** A device as a person writes it, and what is wrong with that. */

/** The fields of a device as they are written; a field that is left out stays as it is. */
export interface WrittenDevice {
  readonly name?: string;
  readonly site?: string;
  readonly class?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly count?: string;
  readonly warrantyUntil?: string;
}

/** A customer with its key. */
export interface Whose {
  readonly key: string;
  readonly customer: BookCustomer;
}

/** The device that is called so: by its key, its name or a serial number; refused with the closest. */
export function findDevice({ customer }: Whose, said: string, language: Language): Result<BookDevice> {
  const wanted = plainWord(said);
  const isCalled = (each: BookDevice) => callsOf(each).some((name) => plainWord(name) === wanted);
  const found = customer.devices.find(isCalled);
  if (found) return accept(found);
  const words = { customer: customer.name, device: shorten(said, 40) };
  const near = nearest(wanted, customer.devices.flatMap(callsOf).map(plainWord));
  const meant =
    near === undefined ? undefined : customer.devices.find((each) => callsOf(each).map(plainWord).includes(near));
  if (meant) return refuse('device.unknown-near', { ...words, near: deviceLabel(meant, language) });
  return refuse('device.unknown', { ...words, allowed: customer.devices.slice(0, NAMED).map(({ name }) => name) });
}

/** A refusal names no more devices. */
const NAMED = 12;

export function callsOf({ key, name, serial, serials }: BookDevice): string[] {
  return [key, name.zh, name.en, serial, ...serials].filter((each) => each !== '');
}

/**
 * The device with what was written. Refused: an unknown site, a count that is none, more or fewer serial numbers than
 * units, a serial number that another device has, a date that is none.
 */
export function readDevice(
  ask: Pick<Ask, 'asker'>,
  whose: Whose,
  before: BookDevice,
  written: WrittenDevice,
  today: CivilDate,
): Result<BookDevice> {
  const { language } = ask.asker;
  const site = written.site === undefined ? accept(before.site) : readSite(whose, written.site);
  if (!site.ok) return site;
  const units = readUnits(before, written);
  if (!units.ok) return units;
  const warranty = readWarranty(ask, before, written.warrantyUntil, today);
  if (!warranty.ok) return warranty;
  const { class: _, warrantyUntil: __, ...rest } = before;
  const kind = written.class === undefined ? before.class : written.class.trim();
  const device: BookDevice = {
    ...{ ...rest, site: site.value, name: readName(before.name, written.name, language), ...units.value },
    ...(written.model === undefined ? {} : { model: written.model.trim() }),
    ...(kind ? { class: kind } : {}),
    ...(warranty.value === undefined ? {} : { warrantyUntil: warranty.value }),
  };
  return refuseTwin(whose, device, language) ?? accept(device);
}

/** A name in one language alone changes in that language; one that is the same in both changes in both. */
export function readName(
  before: BookDevice['name'],
  written: string | undefined,
  language: Language,
): BookDevice['name'] {
  const said = written?.trim() ?? '';
  if (said === '' || said === named(before, language)) return before;
  if (before.zh === before.en) return { zh: said, en: said };
  return language === 'zh-CN' ? { ...before, zh: said } : { ...before, en: said };
}

function readSite({ customer }: Whose, said: string): Result<string> {
  const wanted = plainWord(said);
  const found = customer.sites.find(({ key, name }) =>
    [key, name.zh, name.en].some((each) => plainWord(each) === wanted),
  );
  if (found) return accept(found.key);
  const allowed = customer.sites.slice(0, NAMED).map(({ name }) => name);
  return refuse('device.site-unknown', {
    customer: customer.name,
    site: shorten(said, 40),
    allowed,
    field: 'device-site',
  });
}

function readUnits(
  before: BookDevice,
  { serial, count }: WrittenDevice,
): Result<Pick<BookDevice, 'serial' | 'serials' | 'count'>> {
  const serials =
    serial === undefined ? serialsOf(before) : [...new Set(serial.split(/[\s,，、;；]+/u).filter(Boolean))];
  const said = (count ?? '').trim();
  // Written serial numbers say how many units there are, where the count is not written.
  const units =
    said === '' ? (serial === undefined || serials.length <= 1 ? before.count : serials.length) : Number(said);
  if (!Number.isSafeInteger(units) || units < 1)
    return refuse('device.not-a-count', { value: shorten(said, 20), field: 'device-count' });
  if (serials.length > 1 && serials.length !== units)
    return refuse('device.serials-count', { serials: serials.length, count: units, field: 'device-serial' });
  const [only = ''] = serials;
  return accept(
    serials.length > 1
      ? { serial: '', serials: [...serials], count: units }
      : { serial: only, serials: [], count: units },
  );
}

function readWarranty(
  ask: Pick<Ask, 'asker'>,
  before: BookDevice,
  written: string | undefined,
  today: CivilDate,
): Result<CivilDate | undefined> {
  if (written === undefined) return accept(before.warrantyUntil);
  const said = written.trim();
  if (said === '') return accept(undefined);
  // A warranty may end later than any plan of people lies ahead.
  const read = readDate(said, today);
  return read.found === 'date' ? accept(read.date) : readDay(ask, 'device-warranty', said, today);
}

/** A serial number belongs to one device; without one, two devices of one name at one site cannot be told apart. */
function refuseTwin({ customer }: Whose, device: BookDevice, language: Language) {
  const others = customer.devices.filter(({ key }) => key !== device.key);
  const own = serialsOf(device).map(plainWord);
  for (const other of others) {
    const serial = serialsOf(other).find((each) => own.includes(plainWord(each)));
    if (serial !== undefined)
      return refuse('device.serial-taken', { serial, device: deviceLabel(other, language), field: 'device-serial' });
  }
  const names = [device.name.zh, device.name.en].map(plainWord);
  const twin = others.find(
    ({ name, site, ...other }) =>
      own.length === 0 &&
      serialsOf(other).length === 0 &&
      site === device.site &&
      names.includes(plainWord(named(name, language))),
  );
  return (
    twin &&
    refuse('device.there', { customer: customer.name, device: deviceLabel(twin, language), field: 'device-name' })
  );
}

/** An empty device of a customer's, with a key that is free here and in `taken`. */
export function newDevice({ customer }: Whose, name: string, taken: readonly string[]): BookDevice {
  const keys = new Set([...customer.devices.map(({ key }) => key), ...taken]);
  const key = freeKey(name, 'device', new Map(), (each) => keys.has(each));
  const site = customer.sites[0]?.key ?? '';
  return { key, name: { zh: name, en: name }, site, model: '', serial: '', serials: [], count: 1 };
}
