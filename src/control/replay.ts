import { z } from 'zod';
import type { Database } from '../db/database.ts';
import { closedCustomers } from '../desk/address/confidential.ts';
import { applyOverrides } from '../desk/address/overrides.ts';
import { readTurnStart } from '../desk/begin-turn.ts';
import { type Book, prepareBook } from '../desk/book/book.ts';
import { fieldName } from '../desk/book/problem.ts';
import { BookSource } from '../desk/book/schema.ts';
import { currentVersion, loadBook } from '../desk/book/store.ts';
import { customerName } from '../desk/card/customer.ts';
import { resolvePerson } from '../desk/person/person.ts';
import { zoneOfMonths } from '../desk/report/flow.ts';
import { monthAt } from '../desk/report/month.ts';
import { monthName } from '../desk/report/names.ts';
import { type ReadPage, type ReplayAsked, replayMonth } from '../desk/report/replay/flow.ts';
import { replayJson } from '../desk/report/replay/json.ts';
import { leftOutLines } from '../desk/report/replay/left-out-words.ts';
import type { ReplayView } from '../desk/report/replay/view.ts';
import { customerWords, replayLines } from '../desk/report/replay/words.ts';
import { t } from '../i18n/i18n.ts';
import { refusalWords } from '../i18n/refusal.ts';
import type { Instant } from '../lib/instant.ts';
import { isIsoMonth } from '../lib/iso-time.ts';
import { isCalled, LANGUAGES, namesIn } from '../lib/language.ts';
import { accept, type Result, refuse } from '../lib/refusal.ts';
import type { Answer } from './door.ts';

/** What `deskbell replay` asks for. */
export const ReplayWanted = z.strictObject({
  /** How the book is called: its file. */
  file: z.string(),
  /** A `BookSource`. */
  source: z.unknown(),
  month: z.string().refine(isIsoMonth),
  /** Key or name; left out: all customers. */
  customer: z.string().optional(),
  /** A person of the book, for confidential customers that they may see; left out: none of these. */
  person: z.string().optional(),
  json: z.boolean(),
  language: z.enum(LANGUAGES),
});
export type ReplayWanted = z.infer<typeof ReplayWanted>;

/** The desk whose log is replayed. */
export interface ReplayedDesk {
  readonly read: ReadPage;
  /** The book in force, with what was chosen in chat. */
  readonly inForce: Book;
  readonly now: Instant;
}

/** Replays a month for the command line, on the desk that runs. `given` is unchecked. */
export async function replayAsked(
  { database, now }: { readonly database: Database; readonly now: () => Instant },
  given: unknown,
): Promise<Answer> {
  const wanted = ReplayWanted.parse(given);
  const inForce = await database.transaction(async (tx) => {
    if ((await currentVersion(tx)) === undefined) return undefined;
    const { book, overrides } = await readTurnStart(tx);
    return applyOverrides(await loadBook(tx, book), overrides);
  });
  if (!inForce) return { text: t(wanted.language, 'export.cli.no-book'), status: 1 };
  const read: ReadPage = (work) =>
    database.transaction(async (tx) => work({ tx, overrides: (await readTurnStart(tx)).overrides }));
  return replayOn({ read, inForce, now: now() }, wanted);
}

/** Replays a month of a desk's log under another book, in words or as JSON. Status 2 where it cannot be asked so. */
export async function replayOn(desk: ReplayedDesk, wanted: ReplayWanted): Promise<Answer> {
  const { file, month, language } = wanted;
  const parsed = BookSource.safeParse(wanted.source);
  if (!parsed.success) {
    const field = fieldName((parsed.error.issues[0]?.path ?? []) as (string | number)[]);
    return { text: t(language, 'book.cli.other-release', { field }), status: 2 };
  }
  const whose = readWanted(desk, wanted);
  if (!whose.ok) return { text: t(language, whose.code, refusalWords(whose.params, language)), status: 2 };
  const { inForce, now, read } = desk;
  const other = await read(async ({ overrides }) => applyOverrides(prepareBook(0, parsed.data), overrides));
  const asked: ReplayAsked = { ...whose.value, month, inForce, other, now };
  const replay = await replayMonth(asked, read);
  return answerOf(
    {
      ...{ replay, month, file, language, now },
      ...whose.value,
      inForce: inForce.source,
      isRunning: month === monthAt(now, zoneOfMonths(inForce.source)),
    },
    wanted.json,
  );
}

function answerOf(view: ReplayView, json: boolean): Answer {
  const { replay, language, file } = view;
  const month = monthName(view.month, language);
  const isNone = replay.before.length === 0;
  const status = isNone && replay.leftOut.length > 0 ? 2 : 0;
  if (json) return { text: JSON.stringify(replayJson(view), null, 2), status: 0 };
  if (!isNone) return { text: replayLines(view).join('\n'), status };
  const line =
    status === 0
      ? t(language, 'replay.no-ticket', { month, customer: customerWords(view) })
      : t(language, 'replay.none-left', { month, file });
  return { text: [line, ...leftOutLines(view)].join('\n'), status };
}

/** Whose tickets are wanted, and which confidential customers are closed to the person who asks. */
function readWanted(
  { inForce: { source }, now }: ReplayedDesk,
  { month, customer, person, language }: ReplayWanted,
): Result<Pick<ReplayAsked, 'customer' | 'closed'>> {
  const by = person === undefined ? undefined : resolvePerson(source.people, person, { platform: '', mentions: {} });
  if (person !== undefined && by === undefined)
    return refuse('ticket.unknown-person', { to: person, allowed: namesIn(source.people) });
  if (month > monthAt(now, zoneOfMonths(source)))
    return refuse('report.not-begun', { month: monthName(month, language) });
  const closed = closedCustomers(source, by === undefined ? [] : (source.people[by]?.roles ?? []));
  if (customer === undefined) return accept({ customer, closed });
  const { customers } = source;
  const key = Object.hasOwn(customers, customer)
    ? customer
    : Object.keys(customers).find((each) => isCalled(customer, each, customers[each]?.name ?? { zh: '', en: '' }));
  if (key === undefined) return refuse('report.no-customer', { value: customer, customers: namesIn(customers) });
  if (closed.includes(key)) return refuse('replay.closed', { customer: customerName(source, key, language) });
  return accept({ customer: key, closed: [] });
}
