import { named } from '../../../lib/language.ts';
import type { BookCustomer } from '../../book/schema.ts';
import { customerName, siteName } from '../../card/customer.ts';
import type { ExportFilter } from '../export.ts';
import type { Column, TableView } from '../table.ts';

type BookDevice = BookCustomer['devices'][number];

/** A device of the book in force. */
export interface ExportedDevice {
  readonly customer: string;
  readonly device: BookDevice;
  /** Tickets about it that were reported in the period. */
  readonly tickets: number;
}

/** The devices of the customers that the filter lets through, in the order of the book. */
export function devicesOf(
  { source }: TableView,
  { customer, closed }: ExportFilter,
  ticketsOf: (customer: string, device: string) => number,
): ExportedDevice[] {
  return Object.entries(source.customers)
    .filter(([key]) => !closed.includes(key) && (customer === undefined || customer === key))
    .flatMap(([key, { devices }]) =>
      devices.map((device) => ({ customer: key, device, tickets: ticketsOf(key, device.key) })),
    );
}

/** One row for each device; the serial numbers of its units stand in one cell. */
export function deviceColumns({ source, language }: TableView): Column<ExportedDevice>[] {
  return [
    { name: 'customer', kind: 'text', of: ({ customer }) => customerName(source, customer, language) },
    { name: 'key', kind: 'text', of: ({ device }) => device.key },
    { name: 'device', kind: 'text', of: ({ device }) => named(device.name, language) },
    {
      name: 'site',
      kind: 'text',
      of: ({ customer, device: { site } }) => siteName(source, { customer, site }, language),
    },
    { name: 'class', kind: 'text', of: ({ device }) => device.class },
    { name: 'model', kind: 'text', of: ({ device }) => device.model },
    { name: 'serial', kind: 'text', of: ({ device: { serial, serials } }) => serial || serials.join('; ') },
    { name: 'count', kind: 'number', of: ({ device }) => device.count },
    { name: 'warranty', kind: 'text', of: ({ device }) => device.warrantyUntil },
    { name: 'tickets', kind: 'number', of: ({ tickets }) => tickets },
  ];
}
