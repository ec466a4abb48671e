import { z } from 'zod';
import { ROLES } from '../person/person.ts';
import { ConfidentialRule } from './confidential-rule.ts';
import { Hotline, Mailbox, Phone } from './contact-rule.ts';
import {
  CivilDate,
  FROM_PROVIDER,
  Key,
  LanguageTag,
  Names,
  PlatformIds,
  PlatformName,
  Prose,
  SpanText,
  TimeZone,
  Weekday,
  Windows,
} from './field.ts';
import { LogoText } from './letterhead-rule.ts';

/** The parties of a service book: the provider's people and channels, the customers, their sites and devices. */

/** Working hours by day of the week, less holidays. A date in `exceptions` has the hours given there. */
export const Calendar = z.strictObject({
  timeZone: TimeZone.default('Asia/Shanghai').describe(FROM_PROVIDER),
  always: z.boolean().default(false).describe('7×24'),
  week: z.partialRecord(Weekday, Windows).default({}),
  workdays: z
    .enum(['cn'])
    .optional()
    .describe("A table shipped with Deskbell: `cn` is the mainland's holidays and make-up working days"),
  holidays: z.array(CivilDate).default([]),
  exceptions: z.record(CivilDate, Windows).default({}),
  knownUntil: CivilDate.optional().describe(
    'The last date whose holidays this book knows; deadlines after it are provisional. Beside `workdays` it counts where it is later than the notices',
  ),
});

/** The company that keeps the promises. */
export const Provider = z.strictObject({
  name: Names,
  timeZone: TimeZone.default('Asia/Shanghai').describe('Of calendars and rotations that name none themselves'),
  language: LanguageTag.default('zh-CN').describe('Of people, customers and channels that name none themselves'),
  officeCalendar: Key.default('office').describe(
    'The working hours of policies and rotations that name none themselves',
  ),
  hotline: Hotline.optional().describe('The telephone in office hours (B4)'),
  mailbox: Mailbox.optional().describe('Where customers write to, and who reads it'),
  logo: LogoText.optional(),
  address: Prose.optional().describe('The postal address, at the foot of every printed paper'),
});

/** A person of the provider. */
export const Person = z.strictObject({
  name: Names,
  roles: z.array(z.enum(ROLES)).min(1),
  language: LanguageTag.default('zh-CN').describe(FROM_PROVIDER),
  ids: PlatformIds.default({}),
  away: z
    .array(z.strictObject({ from: CivilDate, until: CivilDate }))
    .default([])
    .describe('Days on which they have no duty, both ends included; whoever has the bell then leaves a gap'),
  phone: Phone.optional().describe(
    'For colleagues, for rosters that customers get (D21), and for customers whose policy gives it (`contacts`)',
  ),
});

/** A site of a customer. */
const Site = z.strictObject({
  key: Key,
  name: Names,
  distanceKm: z.number().min(0).default(0).describe("From the provider's home city; 0 is the home city itself"),
  travel: SpanText.default('1h'),
});

/** A device that the provider looks after. */
const Device = z.strictObject({
  key: Key,
  name: Names,
  site: Key,
  class: Key.optional().describe('What kind of device it is: items of an inspection may be for some classes only'),
  model: z.string().max(80).default(''),
  serial: z.string().max(80).default(''),
  serials: z
    .array(z.string().trim().min(1).max(80))
    .max(500)
    .default([])
    .describe('The serial number of each unit, where `count` is more than one; then without `serial`'),
  count: z.int().min(1).default(1),
  warrantyUntil: CivilDate.optional().describe('Last day of warranty; tickets after it are marked billable (C6)'),
});

/** A customer with a contract. */
export const Customer = z.strictObject({
  name: Names,
  language: LanguageTag.default('zh-CN').describe(FROM_PROVIDER),
  policy: Key,
  serviceLevel: z.string().min(1).max(20).default('A'),
  contract: z
    .strictObject({
      from: CivilDate,
      until: CivilDate,
      goLive: CivilDate.optional().describe(
        "When the customer's system goes live; `afterGoLive` of the policy begins then",
      ),
    })
    .optional(),
  confidential: ConfidentialRule.optional().describe(
    'Their data is for few people (E9); left out: it is for all staff',
  ),
  sites: z.array(Site).min(1),
  devices: z.array(Device).default([]),
  people: z
    .array(
      z.strictObject({
        name: Names,
        ids: PlatformIds,
        phone: Phone.optional().describe('They are known by it when they call'),
      }),
    )
    .default([])
    .describe("People of the customer, by platform id; anyone else in the customer's channel is a customer too"),
});

/** A channel of a chat platform, and what it is for. */
export const Channel = z.strictObject({
  purpose: z.enum(['customer', 'team', 'escalation', 'managers']),
  platform: PlatformName,
  id: z.string().min(1).max(120),
  name: Names,
  language: LanguageTag.default('zh-CN').describe(FROM_PROVIDER),
  customer: Key.optional().describe('Whose channel it is, for the purpose `customer` alone'),
  listen: z
    .enum(['offer'])
    .optional()
    .describe(
      'In a customer channel: offer to report a fault when a message that does not mention Deskbell sounds like one; left out: such messages are not read',
    ),
});
