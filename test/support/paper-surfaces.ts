import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import { partsOf } from '../../src/desk/paper/layout.ts';
import { buttonsOn } from './card-words.ts';
import type { TestHouse } from './house.ts';

const PAPERS = ['fault-report', 'service-report', 'write-up', 'documents'];

/** Every paper of a ticket with the longest texts: its form, handed in, refused, and the list of all papers. */
export async function paperSurfaces(
  house: TestHouse,
  ticket: string,
  text: string,
): Promise<{ cards: Card[]; forms: Form[] }> {
  const cards: Card[] = [];
  const forms: Form[] = [];
  const ask = async (person: string, command: string, args: Readonly<Record<string, string>>) => {
    const { card, form } = await house.forge(person, 'team', command, args);
    if (card) cards.push(card);
    if (form) forms.push(form);
    cards.push(...house.seen().cards);
  };
  await ask('engineer1', 'ticket.resolve', { ticket, text, sure: 'yes' });
  await ask('engineer1', 'ticket.leave-site', { ticket, sure: 'yes' });
  for (const report of PAPERS) {
    await ask('engineer1', 'paper.deliver', { ticket, report });
    await ask('engineer1', 'paper.draft', { ticket, report });
    await ask('engineer1', 'paper.deliver', {
      ticket,
      report,
      ...Object.fromEntries(partsOf(report).map(({ name }) => [name, text])),
    });
  }
  await ask('projectManager', 'paper.deliver', { customer: 'sample', report: 'summary' });
  await ask('engineer1', 'paper.list', {});
  const handed = new Set(
    house
      .seen()
      .cards.flatMap(buttonsOn)
      .flatMap(({ args }) => args.paper ?? []),
  );
  for (const paper of handed) {
    await ask('desk', 'paper.refuse', { paper });
    await ask('desk', 'paper.refuse', { paper, reason: text });
  }
  return { cards, forms };
}
