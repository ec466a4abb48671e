import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import { COMMANDS } from '../../src/house.ts';
import type { Told } from './asking.ts';
import type { TestHouse } from './house.ts';

/** What inspections show: every form, and the cards of one with the longest words, from plan to accepted report. */
export async function inspectionSurfaces(
  house: TestHouse,
  customerChannel: string,
  long: string,
): Promise<{ cards: Card[]; forms: Form[] }> {
  const cards: Card[] = [];
  const forms: Form[] = [];
  const keep = ({ card, form }: Told) => {
    if (card) cards.push(card);
    if (form) forms.push(form);
  };
  const ask = async (person: string, verb: string, args: Readonly<Record<string, string>> = {}) => {
    const channel = person.startsWith('customer') ? customerChannel : 'team';
    const name = `inspection.${verb}`;
    if (!COMMANDS.some((command) => command.name === name)) throw new Error(`no command ${name}`);
    keep(await house.forge(person, channel, name, { inspection: 'I-1', ...args }));
    cards.push(...house.seen().cards);
  };
  const sure = { sure: 'yes' };
  await ask('projectManager', 'plan');
  await ask('projectManager', 'plan', { customer: 'sample', date: '2026-10-12' });
  for (const verb of ['move', 'record-finding', 'check', 'show', 'list']) await ask('projectManager', verb);
  await ask('projectManager', 'check', { ...sure, page: '0', 'item-ports': 'ok' });
  await ask('projectManager', 'check', { ...sure, page: '1', note: long });
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
