import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import { COMMANDS } from '../../src/commands.ts';
import type { Told } from './asking.ts';
import type { TestHouse } from './house.ts';

/** The items of the checklist of every preset. */
const ITEMS = 'physical power modules ports routing cpu memory protocols diagnosis logs parts cleaning room'.split(' ');

/**
 * All forms and cards of an inspection with the longest texts, from the plan to the accepted report, for tests of what
 * platforms can show.
 */
export async function inspectionSurfaces(
  house: TestHouse,
  customerChannel: string,
  long: string,
  level: string,
): Promise<{ cards: Card[]; forms: Form[] }> {
  const cards: Card[] = [];
  const forms: Form[] = [];
  const keep = ({ card, form }: Told) => {
    if (card) cards.push(card);
    if (form) forms.push(form);
  };
  let inspection = '';
  const ask = async (person: string, verb: string, args: Readonly<Record<string, string>> = {}) => {
    const channel = person.startsWith('customer') ? customerChannel : 'team';
    const name = `inspection.${verb}`;
    if (!COMMANDS.some((command) => command.name === name)) throw new Error(`no command ${name}`);
    keep(await house.forge(person, channel, name, { ...(inspection === '' ? {} : { inspection }), ...args }));
    cards.push(...house.seen().cards);
  };
  const sure = { sure: 'yes' };
  await ask('projectManager', 'plan');
  await ask('projectManager', 'plan', { customer: 'sample', date: '2026-10-12' });
  inspection = /I-\d+/.exec(house.seen('team').lines.at(-1) ?? '')?.[0] ?? '';
  for (const verb of ['move', 'record-finding', 'check', 'show', 'list']) await ask('projectManager', verb);
  await ask('projectManager', 'check', { ...sure, page: '0', 'item-ports': 'ok' });
  await ask('projectManager', 'note-item');
  const found = Object.fromEntries(ITEMS.map((key) => [`item-${key}`, level]));
  await ask('projectManager', 'check', { ...sure, page: '0', ...found });
  await ask('projectManager', 'check', { ...sure, page: '1', ...found, note: long });
  for (const after of ['', 'memory', 'cleaning']) await ask('projectManager', 'note-items', { ...sure, after });
  for (const item of ITEMS) await ask('projectManager', 'note-item', { ...sure, item, text: long.slice(0, 3_900) });
  const noted = house.seen('team').lines.at(-1) ?? '';
  if (!noted.includes(long.slice(0, 20))) throw new Error(`no long note: ${noted}`);
  for (const level of ['', '']) await ask('projectManager', 'record-finding', { ...sure, text: long, level });
  await house.forward({ days: 13 });
  await ask('customer-sample-1', 'reconfirm');
  await ask('projectManager', 'finish');
  await ask('projectManager', 'deliver-report');
  for (const verb of ['no-signature', 'refuse-report']) await ask('desk', verb);
  await ask('desk', 'no-signature', { ...sure, reason: long });
  await ask('manager1', 'countersign');
  await ask('desk', 'refuse-report', { ...sure, reason: long });
  await house.forward({ days: 20 });
  await ask('projectManager', 'deliver-report');
  await ask('customer-sample-1', 'sign');
  await ask('desk', 'accept-report');
  return { cards, forms };
}
