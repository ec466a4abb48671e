import { type PGlite, parse, protocol } from '@electric-sql/pglite';
import type { Query } from './database.ts';

const { serialize } = protocol;

/** A statement that the server has parsed. */
interface Prepared {
  readonly name: string;
  /** The types that its parameters came out to have, as `pg_type` numbers them. */
  readonly parameterTypes: readonly number[];
  /** What the server said of it, its columns among it: results are read by this. */
  readonly description: Messages;
}

type Messages = Awaited<ReturnType<PGlite['execProtocolStream']>>;

export interface PgliteQueries {
  /** Waits for the open transaction to end; each statement is one of its own. */
  readonly alone: Query;
  /** In the open transaction, no matter which code began it. */
  readonly inside: Query;
}

/**
 * Statements on PGlite's one connection, each prepared when it is first run. PGlite's own `query` has every statement
 * parsed, described and planned again, in five exchanges: three to six times the cost (`bench/turn.ts`).
 */
export function createPgliteQueries(pglite: PGlite): PgliteQueries {
  const prepared = new Map<string, Prepared>();

  async function run<Row>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    const { name, parameterTypes, description } = prepared.get(sql) ?? (await prepare(sql));
    const texts = values.map((value, index) => textOf(value, parameterTypes[index]));
    const messages = await exchange(serialize.bind({ statement: name, values: texts }), serialize.execute({}));
    const [result] = parse.parseResults([...description, ...messages], pglite.parsers);
    return (result?.rows ?? []) as Row[];
  }

  async function prepare(sql: string): Promise<Prepared> {
    const name = `deskbell_${prepared.size}`;
    const description = await exchange(serialize.parse({ name, text: sql }), serialize.describe({ type: 'S', name }));
    const statement = { name, parameterTypes: parse.parseDescribeStatementResults(description), description };
    prepared.set(sql, statement);
    return statement;
  }

  /** `sync` ends the exchange also after an error, which is thrown. */
  function exchange(...messages: Uint8Array[]): Promise<Messages> {
    return pglite.execProtocolStream(Buffer.concat([...messages, serialize.sync()]), { syncToFs: false });
  }

  function textOf(value: unknown, type: number | undefined): string | null {
    if (value === null || value === undefined) return null;
    const toText = type === undefined ? undefined : pglite.serializers[type];
    return toText ? toText(value) : String(value);
  }

  return {
    // The lock under which PGlite's own `query` and `transaction` run: its holder has the connection to itself.
    alone: (sql, values) => pglite._runExclusiveTransaction(() => run(sql, values)),
    // Inside one, Prisma's statements take several exchanges each and must not find another's in between.
    inside: (sql, values) => pglite.runExclusive(() => run(sql, values)),
  };
}
