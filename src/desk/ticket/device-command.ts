import { z } from 'zod';
import type { CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { isCalled, type Language, named, namesIn } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { BookCustomer } from '../book/schema.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readInput } from '../input.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { deviceLabel, termOf } from './view/device.ts';

/** Lists devices and whether they are in service term, so that it is known before the engineer drives there. */
export const deviceCommands: readonly Command[] = [
  {
    name: 'device.list',
    for: 'staff',
    typed: { slash: 'desk', zh: ['设备'], en: ['devices'], takes: ['customer'] },
    run: list,
  },
];

/** How many devices a list shows; the others are counted. */
const LENGTH = 40;

const AboutInput = z.object({ customer: OptionalText });

/** The devices of the customer who was named, else of the channel's customer, else of all. */
async function list({ book, asker, turn, input }: Ask): Promise<Result<Answer>> {
  const read = readInput(AboutInput, input);
  if (!read.ok) return read;
  const words = (read.value.customer || asker.customer) ?? '';
  const customers = Object.entries(book.source.customers);
  const found = words === '' ? customers : customers.filter(([key, { name }]) => isCalled(words, key, name));
  if (found.length === 0) return refuse('channel.no-customer', { allowed: namesIn(book.source.customers) });
  const today = book.always.dateOf(turn.now);
  const card = {
    subject: 'device.list',
    tone: 'neutral',
    title: t(asker.language, 'device.title', { count: found.reduce((sum, [, each]) => sum + countOf(each), 0) }),
    badges: [],
    parts: partsOf(
      found.map(([, customer]) => customer),
      today,
      asker.language,
    ),
  } as const;
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}

function countOf({ devices }: BookCustomer): number {
  return devices.reduce((sum, { count }) => sum + count, 0);
}

function partsOf(customers: readonly BookCustomer[], today: CivilDate, language: Language): CardPart[] {
  const rows = customers.flatMap((customer) => customer.devices.map((device) => ({ customer, device })));
  if (rows.length === 0) return [{ part: 'text', style: 'plain', text: t(language, 'device.none') }];
  const groups = Map.groupBy(rows.slice(0, LENGTH), ({ customer }) => customer);
  const left = rows.length - LENGTH;
  return [
    ...[...groups].flatMap(([customer, group]): CardPart[] => [
      { part: 'text', style: 'plain', text: named(customer.name, language) },
      {
        part: 'fields',
        fields: group.map(({ device }) => ({
          label: `${deviceLabel(device, language)} ×${device.count}`,
          value: [siteOf(customer, device.site, language), termOf(device, today, language)].filter(Boolean).join(' · '),
        })),
      },
    ]),
    ...(left > 0 ? [{ part: 'text', style: 'small', text: t(language, 'list.more', { more: left }) } as const] : []),
  ];
}

function siteOf({ sites }: BookCustomer, key: string, language: Language): string {
  const site = sites.find((each) => each.key === key);
  return site ? named(site.name, language) : '';
}
