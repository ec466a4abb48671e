import { afterAll, expect, test } from 'vitest';
import { columnsOf, type RowOf, type TableRow, tableOf } from '../../src/db/columns.ts';
import { Prisma } from '../../src/db/generated/client.ts';
import { openTestDatabase } from '../support/database.ts';

const database = await openTestDatabase('pglite-memory');
afterAll(() => database.close());

const EVENT = columnsOf('TicketEvent', 'ticket_id', 'seq', 'at', 'data');

test('a list of columns is the text of a statement', () => {
  expect(EVENT).toBe('ticket_event.ticket_id, ticket_event.seq, ticket_event.at, ticket_event.data');
});

test.each(Object.values(Prisma.ModelName))('%s: table and columns are called as the types say', async (model) => {
  const columns = await database.query<{ name: string }>(
    // Prisma has no type for `tsvector`: only statements of our own use such columns.
    `select attname as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and atttypid <> 'tsvector'::regtype order by name`,
    [tableOf(model)],
  );
  const fields = Object.values(Prisma[`${model}ScalarFieldEnum`]);
  const snake = (field: string) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  expect(columns.map(({ name }) => name)).toEqual(fields.map(snake).sort());
});

test('rows have the types of the generated models, checked by the compiler', () => {
  const row: RowOf<typeof EVENT, { data: { staff: boolean } }> = {
    ticket_id: 1,
    seq: 2,
    at: new Date(0),
    data: { staff: true },
  };
  const notice: Pick<TableRow<'Notice'>, 'id' | 'delivered_at' | 'post'> = {
    id: 1,
    delivered_at: null,
    post: 'unknown',
  };
  // @ts-expect-error: the list does not name it.
  void row.kind;
  // @ts-expect-error: 64-bit numbers come as number, not as text.
  void notice.id.trim;
  // @ts-expect-error: there is no such column.
  expect(columnsOf('Ticket', 'nextDueAt')).toBe('ticket.nextDueAt');
  // @ts-expect-error: the list does not have the column whose JSON is described.
  type Wrong = RowOf<typeof EVENT, { state: string }>;
  expect(row.seq satisfies Wrong['seq']).toBe(2);
});
