import { z } from 'zod';
import { t } from '../../i18n/i18n.ts';
import { named } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { customerOptions } from '../card/customer.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readInput, shorten } from '../input.ts';
import { answerCard, answerForm, tell } from '../tell.ts';
import { deleteWordsOf, previewDeletion } from './flow.ts';
import { listAccess } from './store.ts';
import { accessCard, deletionCard, PAGE_LENGTH } from './view.ts';

/** What the director does about confidential customers (E9): sees who saw what, and confirms a deletion. */
export const confidentialCommands: readonly Command[] = [
  {
    name: 'confidential.access',
    for: 'staff',
    typed: { slash: 'desk', zh: ['访问记录'], en: ['access'], takes: ['customer'] },
    run: (ask) => forCustomer(ask, 'confidential.access', showAccess),
  },
  {
    name: 'confidential.delete',
    for: 'staff',
    typed: { slash: 'desk', zh: ['删除数据'], en: ['delete-data'], takes: ['customer'] },
    run: (ask) => forCustomer(ask, 'confidential.delete', deleteData),
  },
];

const CustomerInput = z.object({ customer: OptionalText });
const PageInput = z.object({ page: z.coerce.number().int().min(1).max(1000).default(1) });
const SureInput = z.object({ shown: z.string().default(''), sure: z.enum(['yes']).optional() });

/**
 * Runs it for the confidential customer that is named, or the only one; if there are several a form asks. Refused to all
 * but directors, and if the book has no such confidential customer.
 */
async function forCustomer(
  ask: Ask,
  command: 'confidential.access' | 'confidential.delete',
  run: (ask: Ask, customer: string) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  if (!ask.asker.roles.includes('director')) return refuse('confidential.director-only');
  const read = readInput(CustomerInput, ask.input);
  if (!read.ok) return read;
  const { customers } = ask.book.source;
  const { language } = ask.asker;
  const keys = Object.keys(customers).filter((key) => customers[key]?.confidential);
  if (keys.length === 0) return refuse('confidential.no-customer');
  const said = plainWord(read.value.customer);
  if (said === '' && keys.length === 1 && keys[0] !== undefined) return run(ask, keys[0]);
  if (said === '') {
    const options = customerOptions(ask.book.source, language).filter(({ value }) => keys.includes(value));
    const title = t(language, `form.${command}.title`);
    const fields = [{ ...fieldMaker(language).choice('customer', true, options), hint: '' }];
    return answerForm({ command, args: {}, title, submit: t(language, 'form.dossier.submit'), intro: '', fields });
  }
  const found = keys.find((key) => {
    const { zh, en } = customers[key]?.name ?? { zh: key, en: key };
    return [key, zh, en].some((each) => plainWord(each) === said);
  });
  if (found !== undefined) return run(ask, found);
  const allowed = keys.map((key) => named(customers[key]?.name ?? { zh: key, en: key }, language));
  return refuse('confidential.not-confidential', {
    customer: shorten(read.value.customer, 40),
    allowed: allowed.join(', '),
  });
}

async function showAccess({ turn, book, asker, input }: Ask, customer: string): Promise<Result<Answer>> {
  const read = readInput(PageInput, input);
  if (!read.ok) return read;
  const { page } = read.value;
  const found = await listAccess(turn.tx, customer, { skip: (page - 1) * PAGE_LENGTH, count: PAGE_LENGTH });
  return answerCard(accessCard({ customer, page, ...found }, book.source, asker.language));
}

/** Shows what would be deleted; the button of that card deletes just those cases. */
async function deleteData(ask: Ask, customer: string): Promise<Result<Answer>> {
  const { turn, book, asker, input, by } = ask;
  const read = readInput(SureInput, input);
  if (!read.ok) return read;
  if (read.value.sure === undefined || by !== 'button')
    return answerCard(deletionCard(await previewDeletion(turn, book, customer), book.source, asker.language));
  const shown = read.value.shown.split(' ').map(Number);
  const deleted = await deleteWordsOf(turn, book, customer, shown, asker.key);
  if (deleted.length === 0) return refuse('confidential.delete.done-before');
  const numbers = deleted.map((id) => `T-${id}`).join(t(asker.language, 'list.separator'));
  return tell(ask, 'confidential.delete.done', { count: deleted.length, numbers });
}
