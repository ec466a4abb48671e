import { z } from 'zod';
import { ConfidentialRule } from './confidential-rule.ts';
import { Hotline, Mailbox, Phone } from './contact-rule.ts';
import {
  ChannelPlatform,
  CivilDate,
  FROM_PROVIDER,
  Key,
  LanguageTag,
  Names,
  PlatformIds,
  Prose,
  RoleName,
  SpanText,
  TimeZone,
  Weekday,
  Windows,
} from './field.ts';
import { LogoText } from './letterhead-rule.ts';
import { MailRule } from './mail-rule.ts';

/** The parties of a service book: the provider's people and channels, the customers, their sites and devices. */

/** Working hours by day of the week, less holidays. A date in `exceptions` has the hours given there. */
export const Calendar = z.strictObject({
  timeZone: TimeZone.default('Asia/Shanghai').describe(`In which zone its hours count. ${FROM_PROVIDER}`),
  always: z.boolean().default(false).describe('`true`: open 7×24; then write no other field'),
  week: z
    .partialRecord(Weekday, Windows)
    .default({})
    .describe('Opening hours of each weekday; a day left out is closed. A calendar must open on some day'),
  workdays: z
    .enum(['cn'])
    .optional()
    .describe("A table shipped with Deskbell: `cn` is the mainland's holidays and make-up working days"),
  holidays: z
    .array(CivilDate)
    .default([])
    .describe('Dates on which it is closed; for a country whose holidays no table has'),
  exceptions: z
    .record(CivilDate, Windows)
    .default({})
    .describe('Dates with hours of their own, in place of those of the weekday: a short day, a worked Saturday'),
  knownUntil: CivilDate.optional().describe(
    'The last date whose holidays this book knows; deadlines after it are provisional. Beside `workdays` it counts where it is later than the notices',
  ),
});

/** The company that keeps the promises. */
export const Provider = z.strictObject({
  name: Names.describe('The company, as cards, mails and printed papers show it'),
  timeZone: TimeZone.default('Asia/Shanghai').describe('Zone of all calendars and rotations that name none themselves'),
  language: LanguageTag.default('zh-CN').describe(
    'Language of all people, customers and channels that name none themselves',
  ),
  officeCalendar: Key.default('office').describe(
    'Key of the calendar whose working hours count for all policies and rotations that name none themselves',
  ),
  hotline: Hotline.optional().describe('The telephone in office hours (B4), shown where customers ask whom to call'),
  mailbox: Mailbox.optional().describe('Where customers write to, and who reads it'),
  logo: LogoText.optional(),
  address: Prose.optional().describe('The postal address, at the foot of every printed paper'),
});

/** A person of the provider. */
export const Person = z.strictObject({
  name: Names.describe('As colleagues and customers read it'),
  roles: z
    .array(RoleName)
    .min(1)
    .describe('What they may do and are told. A rule that names a role needs a person with it'),
  language: LanguageTag.default('zh-CN').describe(`Of messages to this person. ${FROM_PROVIDER}`),
  ids: PlatformIds.default({}).describe(
    'Their user id on each platform. Without one there are no direct messages: what is for them goes to the escalation channel',
  ),
  away: z
    .array(
      z.strictObject({
        from: CivilDate.describe('First day away'),
        until: CivilDate.describe('Last day away'),
      }),
    )
    .default([])
    .describe('Days on which they have no duty, both ends included; a shift of theirs then leaves a gap'),
  email: z
    .email('an email is written as in ann@example.com')
    .max(120)
    .optional()
    .describe('Who signs in to the board by OpenID Connect with this address is this person; for `OIDC_CLAIM=email`'),
  phone: Phone.optional().describe(
    'For colleagues, for rosters that customers get (D21), and for customers whose policy gives it (`contacts`)',
  ),
});

/** A site of a customer. */
const Site = z.strictObject({
  key: Key.describe('Short name by which `devices` refer to it'),
  name: Names.describe('As people choose it in the form and read it on cards'),
  distanceKm: z
    .number()
    .min(0)
    .default(0)
    .describe("Kilometres from the provider's home city, for limits with `upToKm` (D4); 0 is the home city itself"),
  travel: SpanText.default('1h').describe('How long the way there takes, for limits with `plusTravel` (C1)'),
});

/** A device that the provider looks after. */
const Device = z.strictObject({
  key: Key.describe('Short name by which stories for `simulate` refer to it'),
  name: Names.describe('As people choose it in the form and read it on cards'),
  site: Key.describe('Key of the site where it stands'),
  class: Key.optional().describe('What kind of device it is: items of an inspection may be for some classes only'),
  model: z.string().max(80).default('').describe('Model, as reports and forms print it'),
  serial: z.string().max(80).default('').describe('Serial number, as reports and forms print it'),
  serials: z
    .array(z.string().trim().min(1).max(80))
    .max(500)
    .default([])
    .describe('The serial number of each unit, where `count` is more than one; then without `serial`'),
  count: z.int().min(1).default(1).describe('How many units of it stand there (E7)'),
  warrantyUntil: CivilDate.optional().describe('Last day of warranty; tickets after it are marked billable (C6)'),
});

/** A customer with a contract. */
export const Customer = z.strictObject({
  name: Names.describe('The customer, as cards and papers show it'),
  language: LanguageTag.default('zh-CN').describe(`Of papers and pages for this customer. ${FROM_PROVIDER}`),
  policy: Key.describe('Key of the policy that says what they were promised. Several customers may share one'),
  serviceLevel: z
    .string()
    .min(1)
    .max(20)
    .default('A')
    .describe('Which service level they bought (E3), where the policy promises more to some than to others'),
  contract: z
    .strictObject({
      from: CivilDate.describe('First day of the contract'),
      until: CivilDate.describe('Last day of the contract'),
      goLive: CivilDate.optional().describe(
        "When the customer's system goes live; `afterGoLive` of the policy begins then",
      ),
    })
    .optional()
    .describe('The term of the contract; with it the end is told ahead (C6), and papers name it'),
  confidential: ConfidentialRule.optional().describe(
    'Their data is for few people (E9); left out: it is for all staff',
  ),
  sites: z.array(Site).min(1).describe('Where they are; at least one'),
  devices: z
    .array(Device)
    .default([])
    .describe('What the provider looks after; a report then says which device it is about'),
  people: z
    .array(
      z.strictObject({
        name: Names.describe('As our staff read it'),
        ids: PlatformIds.default({}).describe(
          'Their user id on each platform; left out where they are known by telephone only',
        ),
        phone: Phone.optional().describe('They are known by it when they call'),
        for: Names.optional().describe('What our staff call them for: the network, the building, invoices'),
      }),
    )
    .default([])
    .describe("People of the customer, by platform id; anyone else in the customer's channel is a customer too"),
});

/** A channel of a chat platform, and what it is for. */
export const Channel = z.strictObject({
  purpose: z
    .enum(['customer', 'team', 'escalation', 'managers'])
    .describe(
      '`team`: where the staff work, and `escalation`: broken promises; a book needs one of each. `customer`: shared with one customer; a customer without one is served by telephone and pages. `managers`: gaps in duty, and what reaches no other place',
    ),
  platform: ChannelPlatform.describe(
    'Where the channel is. The playground is the page that opens without any tokens; `mail` is for customers alone',
  ),
  id: z
    .string()
    .min(1)
    .max(120)
    .describe(
      'Its id on the platform, not its name: `C…` in Slack, `oc_…` in Feishu, any word in the playground and for mail',
    ),
  name: Names.describe('What staff call it, and what the playground shows'),
  language: LanguageTag.default('zh-CN').describe(`Of messages in this channel. ${FROM_PROVIDER}`),
  customer: Key.optional().describe('Key of the customer whose channel it is; for the purpose `customer` alone'),
  listen: z
    .enum(['offer'])
    .optional()
    .describe(
      'In a customer channel: offer to report a fault when a message that does not mention Deskbell sounds like one; left out: such messages are not read',
    ),
  mail: MailRule.optional().describe('For the platform `mail`: which mails are of this channel, and who reads them'),
});
