import type { CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { type Language, named } from '../../lib/language.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import type { BookCustomer } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import type { Answer, Ask } from '../desk.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { deviceLabel, termOf } from '../ticket/view/device.ts';
import { callsOf, findDevice } from './device.ts';
import { addDevice, changeDevice, changeInWords, hasField, retireDevice } from './device-edit.ts';
import { mayKeep, noSuchCustomer, openCustomers, takeFront, takeVerbAndCustomer } from './said.ts';

/** Lists devices and whether they are in service term, so that it is known before the engineer drives there. */

/** How many devices a list shows; the others are counted. */
const LENGTH = 40;

/**
 * `/desk devices [customer]`: the devices of the customer who was named, else of the channel's customer, else of all. More
 * words change one: `/desk device acme add`, `acme FW-1 serial SN-8`, `retire acme FW-1`.
 */
export async function hearDevices(ask: Ask): Promise<Result<Answer>> {
  const said = ask.input.customerDevice ?? ask.input.customer ?? '';
  const taken = takeVerbAndCustomer(ask, said, ['add', 'change', 'retire']);
  if (!taken.ok) return taken;
  const { verb, rest, ...whose } = taken.value;
  if (verb === undefined && rest === '') return list(ask, whose.isNamed ? whose.key : ask.asker.customer);
  // Neither a customer nor a device: as before there were edits, it is a customer whom the book does not know.
  if (!whose.isNamed && verb === undefined && !namesDevice(ask, rest)) return noSuchCustomer(ask);
  const key = whose.isNamed ? whose.key : (whose.key ?? ownerOf(ask, rest));
  if (key === undefined && (verb === undefined || rest !== '')) return noSuchCustomer(ask);
  const input = { ...ask.input, customer: key ?? '', device: rest };
  if (verb === 'add') return addDevice({ ...ask, input: { ...input, device: '', 'device-name': rest } });
  if (verb === 'retire') return retireDevice({ ...ask, input });
  const customer = key === undefined ? undefined : openCustomers(ask)[key];
  if (rest === '' || key === undefined || !customer) return changeDevice({ ...ask, input });
  return changeInWords(ask, { key, customer }, rest);
}

/** Whether the words begin with a device, or name a field of one. */
function namesDevice(ask: Ask, words: string): boolean {
  const calls = Object.values(openCustomers(ask)).flatMap(({ devices }) => devices.flatMap(callsOf));
  return takeFront(words, calls) !== undefined || hasField(words);
}

/** The only customer who has a device of these words, where no customer is named: `FW-1 serial SN-8` in the team's channel. */
function ownerOf(ask: Ask, words: string): string | undefined {
  const [front = ''] = words.split(/\s+/u);
  const owners = Object.entries(openCustomers(ask)).filter(
    ([key, customer]) => findDevice({ key, customer }, front, ask.asker.language).ok,
  );
  return owners.length === 1 ? owners[0]?.[0] : undefined;
}

function list(ask: Ask, key: string | undefined): Result<Answer> {
  const { book, turn, asker } = ask;
  const found = Object.entries(openCustomers(ask)).filter(([each]) => key === undefined || each === key);
  if (found.length === 0) return noSuchCustomer(ask);
  const card = {
    subject: 'device.list',
    tone: 'neutral',
    title: t(asker.language, 'device.title', { count: found.reduce((sum, [, each]) => sum + countOf(each), 0) }),
    badges: [],
    parts: [
      ...partsOf(
        found.map(([, customer]) => customer),
        book.always.dateOf(turn.now),
        asker.language,
      ),
      ...actionsOf(ask, key ?? (found.length === 1 ? found[0]?.[0] : undefined)),
    ],
  } as const;
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}

/** Buttons for those who may change devices; where the customer is not known yet, their forms ask first. */
function actionsOf(ask: Ask, customer: string | undefined): CardPart[] {
  const { language } = ask.asker;
  if (!mayKeep(ask)) return [];
  const button = (command: 'device.add' | 'device.change' | 'device.retire') =>
    makeButton({
      ...{ label: t(language, `button.${command}`), command },
      args: customer === undefined ? {} : { customer },
    });
  const has = Object.values(openCustomers(ask)).some(({ devices }) => devices.length > 0);
  const others = has ? [button('device.change'), button('device.retire')] : [];
  return [{ part: 'actions', main: [button('device.add'), ...others.slice(0, 1)], more: others.slice(1) }];
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
