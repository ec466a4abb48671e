import type { Card } from '../../chat/card.ts';
import { buttonsIn } from '../../chat/card.ts';
import type { Reply } from '../../chat/reply.ts';
import { t } from '../../i18n/i18n.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { type Refusal, refuse } from '../../lib/refusal.ts';
import { isNumbered, numberOf, parseNumber } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import type { Ask } from '../desk.ts';
import { type Access, type AccessKind, customersOf, insertAccess, type NumberedThing } from './store.ts';

/**
 * The gate of confidential customers (E9). Every command passes it: it looks at the numbers that a command names and
 * that its answer shows, so that a new command needs no rule of its own.
 */

/** A complaint has a stricter rule about its readers already (docs/decision/0011). */
const OWN_RULE = 'complaint';
/** Commands whose answer is a file. */
const EXPORTS = ['paper.draft', 'dossier.send-papers', 'export.evidence'];
/** How many numbers one row of the record names; the others follow in further rows. */
const NAMED = 20;

/** Why this person may not ask that: it is about a confidential customer, and none of their roles is named. */
export async function refuseClosed(ask: Ask): Promise<Refusal | undefined> {
  const { asker, book, turn, input } = ask;
  const { closed = [], language } = asker;
  if (closed.length === 0) return undefined;
  const named = customerIn(input, book.source);
  const things = numbersIn(input).filter(({ kind }) => kind !== OWN_RULE);
  const hit = (await customersOf(turn.tx, things)).find(({ customer }) => closed.includes(customer));
  const customer = hit?.customer ?? (named !== undefined && closed.includes(named) ? named : undefined);
  return customer === undefined ? undefined : closedRefusal(book.source, customer, language, hit);
}

function closedRefusal(
  { customers }: BookSource,
  customer: string,
  language: Ask['asker']['language'],
  about: NumberedThing | undefined,
): Refusal {
  const roles = (customers[customer]?.confidential?.access ?? []).map((role) => t(language, `role.${role}`));
  return refuse('confidential.closed', {
    about: about ? numberOf(about.kind, about.id) : t(language, 'confidential.this'),
    roles: roles.join(t(language, 'list.separator')),
  });
}

/**
 * Writes down what a person of ours was shown of confidential customers. Steps that show nothing are in the log of the
 * case itself.
 */
export async function recordAccess(ask: Ask, command: string, replies: readonly Reply[]): Promise<void> {
  const { asker, book, turn, input } = ask;
  const { customers } = book.source;
  if (!asker.staff || !Object.values(customers).some(({ confidential }) => confidential)) return;
  const shown = replies.flatMap((reply) => (reply.kind === 'card' ? [reply.card] : []));
  const isExport = EXPORTS.includes(command);
  if (shown.length === 0 && !isExport && !replies.some(({ kind }) => kind === 'form')) return;
  const asked = numbersIn(input);
  const isAsked = (thing: NumberedThing) => asked.some(({ kind, id }) => kind === thing.kind && id === thing.id);
  const owned = await customersOf(turn.tx, distinct([...asked, ...shown.flatMap(numbersOn)]));
  const seen = owned.filter(({ customer }) => customers[customer]?.confidential);
  const rowsOf = (what: AccessKind, things: typeof seen): Access[] =>
    [...Map.groupBy(things, ({ customer }) => customer)].flatMap(([customer, theirs]) =>
      inPieces(theirs.map(({ kind, id }) => numberOf(kind, id))).map((about) => ({
        at: turn.now,
        customer,
        person: asker.key,
        what,
        about,
      })),
    );
  const opened = seen.filter(isAsked);
  await insertAccess(turn.tx, [
    ...rowsOf(isExport ? 'exported' : 'opened', opened),
    ...rowsOf(
      'found',
      seen.filter((each) => !isAsked(each)),
    ),
    ...customerRows(ask, shown),
  ]);
}

/** A customer's service file or contacts: about the customer, without a number. */
function customerRows({ asker, book, turn }: Ask, shown: readonly Card[]): Access[] {
  const { customers } = book.source;
  return shown.flatMap(({ subject }) => {
    const [, about = '', customer = ''] = /^(dossier|contacts)\/(.+)$/.exec(subject) ?? [];
    if (!Object.hasOwn(customers, customer) || !customers[customer]?.confidential) return [];
    return [{ at: turn.now, customer, person: asker.key, what: 'opened', about } as const];
  });
}

/** The numbers that an ask names: in the fields called after a kind, and in the rest of a typed line. */
function numbersIn(input: Ask['input']): NumberedThing[] {
  return Object.entries(input).flatMap(([field, said]) => {
    const id = isNumbered(field) ? parseNumber(field, said) : undefined;
    if (isNumbered(field) && id !== undefined) return [{ kind: field, id }];
    return /(Step|Rest)$/.test(field) ? numbersOfText(said) : [];
  });
}

/** The numbers in front of a card's title and rows, and those that its buttons are about. */
function numbersOn(card: Card): NumberedThing[] {
  const labels = card.parts.flatMap((part) => (part.part === 'fields' ? part.fields.map(({ label }) => label) : []));
  const args = card.parts.flatMap(buttonsIn).flatMap((button) => numbersIn(button.args));
  const fronts = [card.title, ...labels].flatMap((text) => numbersOfText(/^[^ ]+/.exec(text)?.[0] ?? ''));
  return [...fronts, ...args];
}

const KINDS = ['ticket', 'complaint', 'inspection', 'paper', 'assurance', 'appointment', 'part', 'loaner'] as const;

function numbersOfText(text: string): NumberedThing[] {
  return (text.match(/\b[a-z]-\d{1,9}\b/gi) ?? []).flatMap((number) =>
    KINDS.flatMap((kind) => {
      const id = parseNumber(kind, number);
      return id === undefined ? [] : [{ kind, id }];
    }),
  );
}

function customerIn({ customer = '' }: Ask['input'], { customers }: BookSource): string | undefined {
  const said = plainWord(customer);
  return said === ''
    ? undefined
    : Object.keys(customers).find((key) => {
        const { zh = key, en = key } = customers[key]?.name ?? {};
        return [key, zh, en].some((each) => plainWord(each) === said);
      });
}

function distinct(things: readonly NumberedThing[]): NumberedThing[] {
  return [...new Map(things.map((thing) => [numberOf(thing.kind, thing.id), thing])).values()];
}

function inPieces(numbers: readonly string[]): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < numbers.length; from += NAMED) pieces.push(numbers.slice(from, from + NAMED).join(' '));
  return pieces;
}
