import { type Language, type Named, named } from '../../lib/language.ts';
import type { InspectionRule } from '../book/inspection-rule.ts';
import type { BookCustomer, BookSource } from '../book/schema.ts';

/** An item of a site's checklist: what is looked at, on the whole site or on one device. */
export interface Item {
  readonly key: string;
  readonly name: Named;
  /** The name without the device, for lists under the device's own name; left out: the same as `name`. */
  readonly shortName?: Named;
  /** The key of the device that it is about; left out: the site. */
  readonly device?: string;
}

/** The rules for inspections of one site: the checklist names the site's own devices. */
export type SiteRule = Omit<InspectionRule, 'checklist'> & { readonly checklist: readonly Item[] };

type Device = BookCustomer['devices'][number];
type RuleItem = InspectionRule['checklist'][number];

/**
 * The checklist of a site, in the order in which it is filled in: what is looked at on each device, device by device,
 * then what concerns the whole site. An item of which the site has one keeps the key and the name of the book; an item
 * that several devices have is named by its device. A site without devices has every item once.
 */
export function itemsOfSite(list: readonly RuleItem[], customer: BookCustomer | undefined, site: string): Item[] {
  const devices = (customer?.devices ?? []).filter((device) => device.site === site);
  if (devices.length === 0) return list.map(({ key, name }) => ({ key, name }));
  // Counted once for each item, not for each device: a site may have thousands.
  const shared = new Set(list.filter((item) => devices.filter((device) => isFor(item, device)).length > 1));
  const ofDevices = devices.flatMap((device) =>
    list.filter((item) => isFor(item, device)).map((item) => itemOf(item, device, shared.has(item))),
  );
  return [...ofDevices, ...list.filter(({ per }) => per === 'site').map(({ key, name }) => ({ key, name }))];
}

function isFor({ per, classes }: RuleItem, device: Device): boolean {
  return per === 'device' && (classes === undefined || (device.class !== undefined && classes.includes(device.class)));
}

function itemOf({ key, name }: RuleItem, device: Device, isShared: boolean): Item {
  if (!isShared) return { key, name, device: device.key };
  return {
    // A key of the book has no dot, so no other item has this key.
    key: `${key}.${device.key}`,
    name: { zh: `${device.name.zh}：${name.zh}`, en: `${device.name.en}: ${name.en}` },
    shortName: name,
    device: device.key,
  };
}

/** The items of one device, or those of the whole site. */
export interface ItemGroup {
  /** undefined: the site. */
  readonly device: string | undefined;
  readonly items: readonly Item[];
}

/** The items by device, in order. */
export function groupsOf(items: readonly Item[]): ItemGroup[] {
  return [...Map.groupBy(items, ({ device }) => device)].map(([device, own]) => ({ device, items: own }));
}

/** A device of a customer by its name, model and serial number; its key if the book does not have it. */
export function deviceName(
  { customers }: BookSource,
  { customer }: { readonly customer: string },
  key: string,
  language: Language,
): string {
  const device = deviceByKey(customers[customer]?.devices ?? [], key);
  return device ? [named(device.name, language), device.model, device.serial].filter(Boolean).join(' · ') : key;
}

/** Devices by key, for each list of a book once: a form names every device of a site. */
const knownByKey = new WeakMap<readonly Device[], ReadonlyMap<string, Device>>();

function deviceByKey(devices: readonly Device[], key: string): Device | undefined {
  const byKey = knownByKey.get(devices) ?? new Map(devices.map((device) => [device.key, device]));
  knownByKey.set(devices, byKey);
  return byKey.get(key);
}

/** One page of the checklist's form. */
export interface ItemPage extends ItemGroup {
  /** All items that "all others are ok" on this page is about; empty: the page does not ask it. */
  readonly rest: readonly Item[];
}

/**
 * Splits the checklist into pages of at most `most` items. A site with several devices has pages for each of them; with
 * one device, or none, the pages are filled up.
 */
export function pagesOf(items: readonly Item[], most: number): ItemPage[] {
  const groups = groupsOf(items);
  const isByDevice = groups.filter(({ device }) => device !== undefined).length > 1;
  const split = isByDevice ? groups : [{ device: undefined, items }];
  return split.flatMap((group) => {
    const count = Math.ceil(group.items.length / most);
    return Array.from({ length: count }, (_, index) => ({
      device: group.device,
      items: group.items.slice(index * most, (index + 1) * most),
      rest: index + 1 === count ? group.items : [],
    }));
  });
}
