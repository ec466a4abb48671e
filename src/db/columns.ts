import type { Prisma } from './generated/client.ts';

type Models = Prisma.TypeMap['model'];
type Fields<M extends Prisma.ModelName> = Models[M]['payload']['scalars'];

/** `nextDueAt` → `next_due_at`: how every column and table of `prisma/schema` is named (`test/db/columns.test.ts`). */
type Snake<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${Snake<Rest>}`
  : Name;

/** What `Query` gives for a value of Prisma's: numbers of 64 bits as number; of JSON it does not know what is in it. */
type Raw<Value> = [Prisma.JsonValue] extends [Value] ? unknown : Value extends bigint ? number : Value;

/** A row of a model's table as `Query` gives it: every column, by its name in the database. */
export type TableRow<M extends Prisma.ModelName> = {
  readonly [Field in keyof Fields<M> & string as Snake<Field>]: Raw<Fields<M>[Field]>;
};

/** A part of a statement that names columns, `ticket.id, ticket.next_due_at`. It carries the type of their rows: `RowOf`. */
export type ColumnList<Row> = string & { readonly rowType?: Row };

/**
 * The row that a statement with this list gives. `Json` says what is in JSON columns. Both come from the generated types,
 * so a column that is renamed or changes its type breaks the build where it is read.
 */
export type RowOf<List, Json extends Partial<Record<keyof RowIn<List>, unknown>> = object> = Omit<
  RowIn<List>,
  keyof Json
> &
  Readonly<Json>;
type RowIn<List> = List extends ColumnList<infer Row> ? Row : never;

/** Names columns of a model's table, for a statement in which the table has no other name. */
export function columnsOf<M extends Prisma.ModelName, Column extends keyof TableRow<M> & string>(
  model: M,
  ...columns: readonly Column[]
): ColumnList<Pick<TableRow<M>, Column>> {
  return columns.map((column) => `${tableOf(model)}.${column}`).join(', ');
}

/** `TicketEvent` → `ticket_event`. */
export function tableOf(model: Prisma.ModelName): string {
  return model.replaceAll(/(?<!^)[A-Z]/g, '_$&').toLowerCase();
}
