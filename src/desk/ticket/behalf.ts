import { t } from '../../i18n/i18n.ts';
import { refusalWords } from '../../i18n/refusal.ts';
import { when } from '../../i18n/when.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { findCustomer, policyOf } from '../book/book.ts';
import { callersOfBook, findCallers, type KnownCaller } from '../caller/caller.ts';
import { splitCaller } from '../caller/phone.ts';
import { listContacts } from '../caller/store.ts';
import { customerName, findSiteName } from '../card/customer.ts';
import type { Answer, Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import { actorOf } from './asked-ticket.ts';
import { levelName, subjectOf } from './case/names.ts';
import { termsOf } from './flow.ts';
import { draftReport, openDraft, type ReportDraft } from './report.ts';
import { openByReport } from './verb/report.ts';
import { callerIn, readTold } from './verb/told.ts';
import { behalfForm, callerForm, type ReportOf } from './view/behalf-form.ts';
import { previewOpening } from './view/preview.ts';

/** A name with a number is not longer. */
const MOST_CALLER = 200;

/**
 * Staff report for a person who telephoned, wrote a mail or came by: first whose customer it is, then the report, then
 * the same form with its deadlines. A refusal names the field; the form stays open with what was typed.
 */
export async function reportFor(ask: Ask): Promise<Result<Answer>> {
  return ask.input.stage === 'report' ? takeReport(ask) : takeCaller(ask);
}

/** Finds the customer of who is on the telephone, or asks for them. */
async function takeCaller(ask: Ask): Promise<Result<Answer>> {
  const said = splitCaller(shorten(ask.input.caller ?? '', MOST_CALLER));
  const isTyped = said.name !== '' || said.phone !== '';
  const chosen = ask.asker.customer ?? (ask.input.customer || onlyCustomer(ask));
  const found = isTyped ? await callersKnown(ask, said, chosen) : [];
  const key = chosen ?? (found.length === 1 ? found[0]?.customer : undefined);
  if (key !== undefined) {
    const about = reportOf(ask, key);
    if (!about) return refuse('input.not-understood', { field: 'customer', value: key });
    const { filled, words } = fillIn(withCaller(ask, said), found[0]);
    return showForm(behalfForm(filled, about, introOf(ask, about, words), ''));
  }
  const why = whyUnknown(ask, isTyped, found);
  if (ask.by === 'form') return why;
  const intro = isTyped ? t(ask.asker.language, why.code, refusalWords(why.params, ask.asker.language)) : '';
  return showForm(callerForm(ask, intro));
}

/** Shows what the report would start; sent again unchanged, it opens the ticket. */
async function takeReport(ask: Ask): Promise<Result<Answer>> {
  const about = reportOf(ask, ask.asker.customer ?? ask.input.customer ?? '');
  if (!about) return refuse('input.not-understood', { field: 'customer', value: ask.input.customer ?? '' });
  const said = callerIn(ask.input);
  const [known] = said.name + said.phone === '' ? [] : await callersKnown(ask, said, about.key);
  const { filled, words } = fillIn(withCaller(ask, said), known);
  const told = readTold(filled);
  if (!told.ok) return told;
  const drafted = draftReport(filled, told.value);
  if (!drafted.ok) return drafted;
  const draft = drafted.value;
  const shown = previewOf(ask, draft);
  if (!shown.ok) return shown;
  const seen = printOf(draft);
  if (ask.input.seen !== seen)
    return showForm(behalfForm(filled, about, introOf(ask, about, words, shown.value), seen));
  const opened = await openDraft(filled, draft);
  if (!opened.ok) return opened;
  const { id } = opened.value;
  const text = t(ask.asker.language, 'reply.reported', { ticket: `T-${id}` });
  return accept({
    replies: [{ kind: 'whisper', tone: 'plain', text, subject: subjectOf(id) }],
    facts: [{ kind: 'ticket.opened', ticketId: id }],
  });
}

function showForm(form: ReturnType<typeof callerForm>): Result<Answer> {
  return accept({ replies: [{ kind: 'form', form }], facts: [] });
}

function onlyCustomer({ book }: Ask): string | undefined {
  const keys = Object.keys(book.source.customers);
  return keys.length === 1 ? keys[0] : undefined;
}

function reportOf({ book }: Ask, key: string): ReportOf | undefined {
  const customer = findCustomer(book, key);
  return customer && { key, customer, policy: policyOf(book, key) };
}

/** The known callers of one customer, or of all where none is chosen. */
async function callersKnown(
  { turn, book }: Ask,
  said: { readonly name: string; readonly phone: string },
  customer: string | undefined,
): Promise<KnownCaller[]> {
  const known = [...(await listContacts(turn.tx)), ...callersOfBook(book.source.customers)];
  const theirs = known.filter((each) =>
    customer === undefined ? findCustomer(book, each.customer) : each.customer === customer,
  );
  return findCallers(said, theirs);
}

function whyUnknown({ asker: { language }, book }: Ask, isTyped: boolean, found: readonly KnownCaller[]) {
  if (!isTyped) return refuse('input.missing', { field: 'customer' });
  if (found.length === 0) return refuse('ticket.caller-unknown', { field: 'customer' });
  const names = found.map(({ customer }) => customerName(book.source, customer, language));
  return refuse('ticket.caller-of-several', {
    field: 'customer',
    customers: names.join(t(language, 'list.separator')),
  });
}

function withCaller(ask: Ask, { name, phone }: { readonly name: string; readonly phone: string }): Ask {
  return { ...ask, input: { ...ask.input, contact: name, phone } };
}

/** The ask with what is known of the caller where nothing was typed, and those words for the reader. */
function fillIn(ask: Ask, known: KnownCaller | undefined): { filled: Ask; words: string[] } {
  if (!known) return { filled: ask, words: [] };
  const { input, book, asker } = ask;
  const isOpen = (name: string) => (input[name] ?? '').trim() === '';
  const site = isOpen('site') && isOpen('device') ? known.site : undefined;
  const siteWords = site && findSiteName(book.source, { customer: known.customer, site }, asker.language);
  const filled = {
    ...(isOpen('contact') && known.name !== '' ? { contact: known.name } : {}),
    ...(isOpen('phone') && known.phone !== '' ? { phone: known.phone } : {}),
    ...(siteWords && site ? { site } : {}),
  };
  const words = [filled.contact, filled.phone, siteWords].flatMap((each) => each ?? []);
  return { filled: { ...ask, input: { ...input, ...filled } }, words };
}

function introOf(
  { asker: { language }, book }: Ask,
  { key }: ReportOf,
  known: readonly string[],
  preview = '',
): string {
  const what = known.join(t(language, 'list.separator'));
  return [
    t(language, 'behalf.customer', { customer: customerName(book.source, key, language) }),
    ...(known.length > 0 ? [t(language, 'behalf.known', { what })] : []),
    ...(preview === '' ? [] : [preview, t(language, 'behalf.again')]),
  ].join('\n');
}

/** The level and the deadlines that the report would have. Refused where the report would be refused. */
function previewOf(ask: Ask, draft: ReportDraft): Result<string> {
  const { language } = ask.asker;
  const { now } = ask.turn;
  const terms = termsOf(ask.book, draft.facts);
  const opened = openByReport({ ...draft, assignee: undefined }, terms, actorOf(ask), now);
  if (!opened.ok) return opened;
  const { ticket } = opened.value;
  const zone = ask.book.source.provider.timeZone;
  const moves = previewOpening(ticket, terms, { language, zone, now });
  const level = ticket.level === undefined ? '' : levelName(terms.policy, ticket.level, language);
  const chosen = ticket.level === draft.level ? 'behalf.level.chosen' : 'behalf.level.proposed';
  const calledAt = draft.facts.told?.at;
  return accept(
    [
      ...(level === '' ? [] : [t(language, chosen, { level })]),
      calledAt === undefined
        ? t(language, 'behalf.from-now', { moves })
        : t(language, 'behalf.from-call', { at: when(language, calledAt, zone), moves }),
      ...(draft.facts.billable ? [t(language, 'card.billable')] : []),
    ].join('\n'),
  );
}

/** What the deadlines of a draft depend on, in one short text. */
function printOf({ facts, level, outage }: ReportDraft): string {
  const { kind, site, device, billable, told } = facts;
  return [kind, site, device, billable, level, outage?.sinceAt, outage?.affectedPercent, told?.at].join('|');
}
