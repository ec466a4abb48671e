import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { SURVEY_ITEMS } from '../../src/desk/rating/survey.ts';
import { buttonsOn } from './card-words.ts';
import { openHouse } from './house.ts';

/**
 * All cards and forms of ratings, without complaints: asked, low and high scores with the longest texts, over, void, of
 * a summary.
 */
export async function ratingSurfaces(
  book: BookSource,
  customerChannel: string,
  long: string,
): Promise<{ cards: Card[]; forms: Form[] }> {
  const house = await openHouse({ database: 'pglite-memory', book, months: true });
  const cards: Card[] = [];
  const forms: Form[] = [];
  const ask = async (person: string, command: string, args: Readonly<Record<string, string>>) => {
    const channel = person.startsWith('customer') ? customerChannel : 'team';
    const { card, form } = await house.forge(person, channel, command, args);
    if (card) cards.push(card);
    if (form) forms.push(form);
    cards.push(...house.seen().cards);
  };
  const say = async (rating: Readonly<Record<string, string>>) => {
    const items = Object.fromEntries(SURVEY_ITEMS.map((item) => [item, '1']));
    await ask('customer-sample-1', 'rating.give', { ...rating, score: '1' });
    await ask('customer-sample-1', 'rating.say-more', rating);
    await ask('customer-sample-1', 'rating.say-more', { ...rating, ...items, remark: long, sure: 'yes' });
    await ask('customer-sample-1', 'rating.give', { ...rating, score: '5' });
  };
  try {
    for (const ticket of ['T-1', 'T-2']) {
      await ask('customer-sample-1', 'ticket.report', { text: long });
      await ask('engineer1', 'ticket.resolve', { ticket, sure: 'yes' });
      await ask('customer-sample-1', 'ticket.confirm', { ticket, sure: 'yes' });
    }
    await say({ ticket: 'T-1' });
    await ask('desk', 'rating.reopen', { ticket: 'T-1' });
    await house.forward({ days: 5 });
    await ask('projectManager', 'paper.deliver', { customer: 'sample', report: 'summary', done: long });
    const [paper] = house
      .seen()
      .cards.flatMap(buttonsOn)
      .flatMap(({ args, command }) => (command === 'paper.accept' ? (args.paper ?? []) : []));
    await ask('desk', 'paper.accept', { paper: paper ?? '' });
    const rating = house
      .seen(customerChannel)
      .cards.flatMap(buttonsOn)
      .findLast(({ command }) => command === 'rating.give')?.args.rating;
    await say({ rating: rating ?? '' });
    await house.forward({ days: 16 });
    await ask('customer-sample-1', 'rating.give', { ticket: 'T-2', score: '5' });
    await ask('customer-sample-1', 'rating.give', { rating: rating ?? '', score: '4' });
  } finally {
    await house.close();
  }
  return { cards, forms };
}
