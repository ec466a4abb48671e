import { z } from 'zod';
import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { namesIn } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { BookSource } from '../book/schema.ts';
import { customerOptions } from '../card/customer.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Answer, Ask, Command, DeskTurn } from '../desk.ts';
import { newestFirst } from '../file/row.ts';
import { records } from '../file/store.ts';
import { OptionalText, readInput } from '../input.ts';
import { listOpenInspections } from '../inspection/store.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { patches } from '../patch/flow.ts';
import { answerForm } from '../tell.ts';
import { countOpenTickets } from '../ticket/store.ts';
import { type Dossier, dossierCard } from './card.ts';
import { countPapersToCome, type Newest, newestArchived, newestChanges, newestReplaced } from './store.ts';

/** The service file of a customer (D22), for staff. */
export const dossierCommands: readonly Command[] = [
  {
    name: 'dossier.show',
    for: 'staff',
    typed: { slash: 'desk', zh: ['服务档案'], en: ['dossier'], takes: ['customer'] },
    run: show,
  },
];

const DossierInput = z.object({ customer: OptionalText });

/**
 * Shows the file of the customer who was named, else of the channel's, else of the only one; if there are several a
 * form asks.
 */
async function show({ book, asker, turn, input }: Ask): Promise<Result<Answer>> {
  const read = readInput(DossierInput, input);
  if (!read.ok) return read;
  const { customers } = book.source;
  const keys = Object.keys(customers);
  const words = read.value.customer || asker.customer || (keys.length === 1 ? keys[0] : undefined);
  if (words === undefined && keys.length > 1) return answerForm(whichForm(book.source, asker.language));
  const found = findCustomerNamed(book.source, words ?? '');
  if (!found || asker.closed?.includes(found.key))
    return refuse('channel.no-customer', { allowed: namesIn(customers) });
  const dossier = { ...found, ...(await loadDossier(turn, found.key)) };
  return accept({
    replies: [{ kind: 'card', card: dossierCard(dossier, book, turn.now, asker.language) }],
    facts: [],
  });
}

/** A key before a name: one customer may be called what is another's key. */
function findCustomerNamed({ customers }: BookSource, words: string): Pick<Dossier, 'key' | 'customer'> | undefined {
  const wanted = plainWord(words);
  const known = Object.entries(customers).map(([key, customer]) => ({ key, customer }));
  const isNamed = (name: string) => plainWord(name) === wanted;
  return (
    known.find(({ key }) => isNamed(key)) ??
    known.find(({ customer: { name } }) => isNamed(name.zh) || isNamed(name.en))
  );
}

/** How many of each the file names; the rest is counted. */
const MAX_ROWS = 5;

async function loadDossier({ tx }: DeskTurn, customer: string): Promise<Omit<Dossier, 'key' | 'customer'>> {
  const inspections = await listOpenInspections(tx, customer, EVERY_OPEN);
  return {
    inspections: { count: inspections.length, rows: inspections.slice(0, MAX_ROWS) },
    archived: await newestArchived(tx, customer, MAX_ROWS),
    papersToCome: await countPapersToCome(tx, customer),
    replaced: await newestReplaced(tx, customer, MAX_ROWS),
    changes: await newestChanges(tx, customer, MAX_ROWS),
    openTickets: await countOpenTickets(tx, { customer }),
    records: newestOf(newestFirst(await records.list(tx, { customer, status: 'kept', limit: EVERY_OPEN }))),
    patches: newestOf((await patches.store.list(tx, { customer, limit: EVERY_OPEN })).map(patches.named).reverse()),
  };
}

function newestOf<T>(rows: readonly T[]): Newest<T> {
  return { count: rows.length, rows: rows.slice(0, MAX_ROWS) };
}

function whichForm(source: BookSource, language: Language): Form {
  const options = customerOptions(source, language);
  return {
    command: 'dossier.show',
    args: {},
    title: t(language, 'form.dossier.title'),
    submit: t(language, 'form.dossier.submit'),
    intro: '',
    fields: [{ ...fieldMaker(language).choice('customer', true, options), hint: '' }],
  };
}
