import type { BookCustomer, BookSource } from '../../book/schema.ts';

/** A device of a customer's that the provider looks after, from the book. One entry may stand for several units. */
export type BookDevice = BookCustomer['devices'][number];

/** The serial numbers of a device, one for each unit that has one; empty if the book has none. */
export function serialsOf({ serial, serials }: Pick<BookDevice, 'serial' | 'serials'>): readonly string[] {
  if (serials.length > 0) return serials;
  return serial === '' ? [] : [serial];
}

/** Number of units that some of a customer's devices stand for. */
export function unitCount({ customers }: BookSource, customer: string, keys: readonly string[]): number {
  const devices = customers[customer]?.devices ?? [];
  return devices.filter(({ key }) => keys.includes(key)).reduce((sum, { count }) => sum + count, 0);
}

/** Stands between a device's key and the serial number of one of its units. No key contains it. */
const UNIT_MARK = '#';

/** A device, or one unit of it, in one text, as choices of forms carry it: `device1`, `device1#SN-2`. */
export function writeUnit(device: string, unit: string | undefined): string {
  return unit === undefined ? device : `${device}${UNIT_MARK}${unit}`;
}

/** A device of a customer's, and which unit of it was meant; undefined: the whole device, or not known. */
export interface FoundUnit {
  readonly device: BookDevice;
  readonly unit: string | undefined;
}

/** Finds the device that a text of `writeUnit` names; undefined if the customer has no such device or unit. */
export function findUnit({ devices }: Pick<BookCustomer, 'devices'>, said: string): FoundUnit | undefined {
  const mark = said.indexOf(UNIT_MARK);
  const key = mark < 0 ? said : said.slice(0, mark);
  const unit = mark < 0 ? undefined : said.slice(mark + UNIT_MARK.length);
  const device = devices.find((each) => each.key === key);
  return device && (unit === undefined || serialsOf(device).includes(unit)) ? { device, unit } : undefined;
}

/** The text of `writeUnit` for a device that a program names by its key or by a serial number; undefined: neither is known. */
export function unitNamed({ devices }: Pick<BookCustomer, 'devices'>, said: string): string | undefined {
  const byKey = devices.find(({ key }) => key === said);
  const device = byKey ?? devices.find((each) => serialsOf(each).includes(said));
  return device && writeUnit(device.key, byKey || device.serials.length === 0 ? undefined : said);
}
