import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { asSentence } from '../../lib/sentence.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce, redraw } from '../address/announce.ts';
import type { Book } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { paperName } from '../ticket/view/line.ts';
import { aboutText } from './card.ts';
import { sendFiles } from './file.ts';
import { type Signer, signersOf } from './layout.ts';
import { noticeSubject, type PaperView } from './notice.ts';
import type { Paper } from './paper.ts';
import { isForCustomer } from './rule.ts';
import { signCard, signSubject } from './sign-card.ts';
import { isUnsigned } from './signature.ts';

/**
 * Asks for the signatures that are missing on a paper that was handed in, each with the paper itself: the customer in
 * their channel, the ticket's engineer in person. A paper that the book keeps inside is not shown to the customer.
 */
export async function askToSign(turn: DeskTurn, book: Book, view: PaperView, id: number, state: Paper): Promise<void> {
  for (const { audience, who } of signersToAsk(book, view, state)) {
    if (!isUnsigned(state.signatures, who)) continue;
    const files = state.handedIn?.files ?? [];
    const key = `sign|${id}|${state.handedIn?.version ?? 1}|${audience}`;
    // The team has the file already.
    if (audience === 'customer') await sendFiles(turn, view, state, files, { key, to: audience, line: 'file' });
    const announcement = {
      key: `${signSubject(state)}|${key}`,
      kind: 'paper.to-sign',
      subject: noticeSubject(state),
      at: turn.now,
      to: [audience],
      customer: state.customer,
      fields: {},
      unlisted: true as const,
    };
    const notices = announce(view, announcement, (_, language) => ({
      card: signCard(id, state, who, view, language),
      line: lineFor(state, view, language),
      pings: [audience],
      ...(audience === 'customer' ? { aloud: true, calls: reportersOf(view) } : {}),
    }));
    await enqueue(turn, notices, []);
  }
}

/** Brings the cards up to date on which the paper can be signed. */
export async function redrawSignCards(
  turn: DeskTurn,
  book: Book,
  view: PaperView,
  id: number,
  state: Paper,
): Promise<void> {
  for (const { audience, who } of signersToAsk(book, view, state)) {
    const shown = {
      key: `${signSubject(state)}|card|${audience}|${state.status}|${state.signatures?.length ?? 0}|${turn.now}`,
      subject: noticeSubject(state),
      at: turn.now,
      to: [audience],
      customer: state.customer,
    };
    await enqueue(
      turn,
      redraw(view, shown, (_, language) => signCard(id, state, who, view, language)),
      [],
    );
  }
}

/** The customer's person who reported the ticket: they are pinged. */
function reportersOf({ ticket }: PaperView) {
  return ticket?.facts.reporter ? [ticket.facts.reporter] : [];
}

interface SignerToAsk {
  /** `customer`, or a person's key. */
  readonly audience: string;
  readonly who: Signer;
}

/**
 * Who has a card on which a paper that was handed in is signed. The director signs by approving; an engineer who handed
 * it in signed by that.
 */
function signersToAsk(book: Book, { ticket }: PaperView, { paper, customer, handedIn, signatures }: Paper) {
  if (Object.keys(handedIn?.parts ?? {}).length === 0) return [];
  const engineer = ticket?.assignee;
  const signedByHandingIn = signatures?.some(
    ({ who, by, at }) => who === 'engineer' && by === handedIn?.by && at === handedIn.at,
  );
  return signersOf(paper).flatMap((who): SignerToAsk[] => {
    if (who === 'customer') return isForCustomer(book, { paper, customer }) ? [{ audience: 'customer', who }] : [];
    if (who !== 'engineer' || engineer === undefined || signedByHandingIn) return [];
    return [{ audience: engineer, who }];
  });
}

function lineFor(state: Paper, { source, ticket }: PaperView, language: Language): string {
  const [paper, about] = [paperName(state.paper, language), aboutText(state, ticket, source, language)];
  return asSentence(t(language, 'line.paper.to-sign', { paper, about }));
}
