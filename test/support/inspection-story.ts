import type { Card } from '../../src/chat/card.ts';
import { loadBook } from '../../src/desk/book/store.ts';
import { startPlans } from '../../src/desk/inspection/plan-flow.ts';
import type { TestHouse } from './house.ts';
import { must } from './must.ts';

/** Starts the book's periodic plans, as a desk does when it opens. */
export async function startInspectionPlans(house: TestHouse): Promise<void> {
  await house.database.transaction(async (tx) => {
    const [version] = await tx.query<{ id: number; hash: string }>('select id, hash from book_version', []);
    const { id, hash } = must(version);
    await startPlans({ tx, now: house.now() }, await loadBook(tx, { version: id, hash }));
  });
}

/** The dates of all inspections, in order. */
export async function inspectionDates(house: TestHouse): Promise<string[]> {
  const rows = await house.database.query<{ date: string }>(
    `select state->>'date' as date from matter where feature = 'inspection' order by 1`,
  );
  return rows.map(({ date }) => date);
}

/**
 * Fills in the checklist of I-1, page by page: these marks by item, all others ok, and these notes. Gives the items of
 * the list, in order.
 */
export async function fillInChecklist(
  house: TestHouse,
  marks: Readonly<Record<string, string>> = {},
  notes: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const items: string[] = [];
  const values = {
    ...prefixed('item-', marks),
    ...prefixed('note-', notes),
    rest: 'ok',
  };
  let { form } = await house.forge('engineer1', 'team', 'inspection.check', { inspection: 'I-1' });
  while (form) {
    items.push(...form.fields.flatMap(({ name }) => (name.startsWith('item-') ? [name.slice(5)] : [])));
    // Where there are several devices, the form asks first which one; the others follow by themselves.
    const device = form.fields.find(({ name }) => name === 'device')?.initial;
    form = (await house.submit('engineer1', 'team', form, device === undefined ? values : { device })).form;
  }
  return items;
}

/** The card of I-1 in a channel. */
export function inspectionCardIn(house: TestHouse, channel: string): Card | undefined {
  return house.seen(channel).cards.find(({ subject }) => subject === 'inspection/1');
}

function prefixed(prefix: string, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}${key}`, value]));
}
