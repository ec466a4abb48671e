import { z } from 'zod';
import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { findCustomerName } from '../card/customer.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { readInput, shorten } from '../input.ts';
import { answerCard, answerForm } from '../tell.ts';
import { foundCard, PAGE_LENGTH } from './card.ts';
import { search } from './flow.ts';
import { namesFor } from './names.ts';
import { readSearch } from './reading.ts';
import { showSimilar } from './similar-command.ts';

/** Finds tickets again, closed ones included, and earlier ones that are like a new fault (B9). */
export const findCommands: readonly Command[] = [
  {
    name: 'find.tickets',
    for: 'everyone',
    typed: { slash: 'desk', zh: ['查找', '搜索'], en: ['find', 'search'], takes: ['search'] },
    run: find,
  },
  {
    name: 'find.similar',
    for: 'staff',
    typed: { slash: 'desk', zh: ['相似'], en: ['similar'], takes: ['ticket'] },
    run: showSimilar,
  },
];

/** Longest search, in characters: buttons carry it along. */
const MOST_CHARS = 200;
/** The last page that is shown. Further down one narrows the search. */
const LAST_PAGE = 50;

const FindInput = z.object({
  search: z.string().trim().max(MOST_CHARS).default(''),
  page: z.coerce.number().int().min(1).max(LAST_PAGE).default(1),
  all: z.enum(['yes']).optional(),
});

/**
 * Shows a page of the tickets that the words find. Customers find their own by what they may read. Staff find all; in a
 * channel that belongs to a customer, that customer's, unless they name one or ask for all.
 */
async function find(ask: Ask): Promise<Result<Answer>> {
  const { asker, book, turn, input, place, mentions } = ask;
  const { staff, language } = asker;
  if (!staff && asker.customer === undefined) return refuse('ticket.customer-unknown');
  const read = readInput(FindInput, input);
  if (!read.ok) return read;
  const { search: words, page, all } = read.value;
  if (words === '') return answerForm(findForm(language));
  const names = namesFor(book.source, { asker, platform: place.platform, mentions });
  const clauses = readSearch(words, { today: book.always.dateOf(turn.now), names });
  if (clauses.length === 0) return refuse('find.nothing-said', { words: shorten(words, 40) });

  const namesCustomer = clauses.some(({ kind }) => kind === 'customer');
  const everywhere = staff && (all === 'yes' || namesCustomer);
  const customer = everywhere ? undefined : asker.customer;
  const scope = { side: staff ? 'team' : 'told', customer, closed: asker.closed } as const;
  const found = await search(turn, book, clauses, scope, { skip: (page - 1) * PAGE_LENGTH, count: PAGE_LENGTH + 1 });
  const narrowedTo = staff && customer !== undefined ? customer : undefined;
  return answerCard(
    foundCard(
      {
        words,
        clauses,
        found: found.slice(0, PAGE_LENGTH),
        page,
        hasNext: found.length > PAGE_LENGTH && page < LAST_PAGE,
        narrowedTo: narrowedTo && (findCustomerName(book.source, narrowedTo, language) ?? narrowedTo),
        everywhere: all === 'yes',
      },
      book,
      asker,
    ),
  );
}

function findForm(language: Language): Form {
  return {
    command: 'find.tickets',
    args: {},
    title: t(language, 'form.find.title'),
    submit: t(language, 'form.find.submit'),
    intro: '',
    fields: [fieldMaker(language).line('search', MOST_CHARS, true)],
  };
}
