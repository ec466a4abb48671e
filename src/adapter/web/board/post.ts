import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { BOARD_ACTIONS, type BoardAction, type BoardView } from '../../../chat/board.ts';
import type { CarriedFile } from '../../../chat/file.ts';
import { dispositionOf } from '../../../lib/disposition.ts';
import { redirectTo, showPage } from '../answer.ts';
import { problemText } from '../page/problem.ts';
import type { WebContext } from '../site.ts';
import type { FileStore } from '../upload/file-store.ts';
import { readForm, type SentForm, type StoredFile } from '../upload/upload.ts';
import { endSession, languageIn } from './cookie.ts';
import { boardMessage } from './enter.ts';
import { formTokenOf, isFormTokenOf, isFromElsewhere } from './own-form.ts';
import { renderBoard } from './page.ts';
import { sayOnBoard } from './text.ts';
import type { BoardVisit } from './visit.ts';

/** Quotas count uploads that are kept; a spreadsheet is removed as soon as it was read. */
const SENDER = { link: 'board', customer: 'board' } as const;
const SPREADSHEET = /\.(?:xlsx|csv)$/i;

/**
 * Handles a form of the board: signing out (`leave`), or an action. Nothing is written where the browser has left. Refused
 * before its body is read if it comes from elsewhere, too often, or without a session.
 */
export async function postBoard(visit: BoardVisit): Promise<Response> {
  const { context, board, secret, page } = visit;
  const { site } = context.var;
  if (isFromElsewhere(context.env.incoming, board.publicUrl())) return boardMessage(context, 403, 'elsewhere');
  const waitMs = await site.rateLimit.consume(`board/${secret}`).then(
    () => 0,
    (limited: { readonly msBeforeNext: number }) => limited.msBeforeNext,
  );
  if (waitMs > 0) return boardMessage(context, 429, 'busy', false, { 'retry-after': String(Math.ceil(waitMs / 1000)) });
  const asked = { page: 'import', params: {}, language: languageIn(context), isAgain: true } as const;
  const view = await board.door.read(secret, asked);
  if (!view) return ended(context);
  const sent = await readForm(context.env.incoming, site, SENDER);
  try {
    if (!sent.ok && sent.problem.code === 'cut') return RESPONSE_ALREADY_SENT;
    if (!isFormTokenOf(site.key, secret, sent.fields.token)) return boardMessage(context, 403, 'elsewhere');
    const action = BOARD_ACTIONS.find((each) => each === page);
    if (action !== undefined) return await act(visit, { action, sent, view });
    if (page !== 'leave') return redirectTo(context, 'open');
    await board.door.leave(secret);
    endSession(context);
    return boardMessage(context, 200, 'left', board.oidc !== undefined);
  } finally {
    if (sent.ok) await site.fileStore.remove(sent.files.map(({ kept }) => kept.id));
  }
}

function ended(context: WebContext): Response {
  endSession(context);
  return boardMessage(context, 401, 'ended');
}

/** `view`: the page on which spreadsheets are uploaded, for problems of an upload. */
async function act(
  { context, board, secret }: BoardVisit,
  { action, sent, view }: { readonly action: BoardAction; readonly sent: SentForm; readonly view: BoardView },
): Promise<Response> {
  const { site, layout } = context.var;
  const show = (status: number, shown: BoardView): Response => {
    const here = shown.nav.find(({ isHere }) => isHere)?.to ?? { page: 'open', params: {} };
    return showPage(context, renderBoard(shown, here, layout, formTokenOf(site.key, secret)), status);
  };
  const alert = action === 'import' ? problemOf(sent, view) : undefined;
  if (alert !== undefined) return show(422, { ...view, alert });
  const { token: _, ...params } = sent.fields;
  const [given] = sent.ok ? sent.files : [];
  const file = given && { name: given.name, bytes: await bytesOf(site.fileStore, given) };
  const outcome = await board.door.send(secret, { action, params, language: languageIn(context), file });
  if (!outcome) return ended(context);
  return outcome.kind === 'page' ? show(outcome.status, outcome.view) : sendFile(context, outcome.file);
}

/** Why an upload is not read at all, in words; undefined: nothing is wrong so far. */
function problemOf(sent: SentForm, { language }: BoardView): string | undefined {
  const wrongType = (name: string) => sayOnBoard(language, 'upload.wrong-type', { name });
  if (!sent.ok) {
    const { code, name = '' } = sent.problem;
    return code === 'wrong-type' && !SPREADSHEET.test(name) ? wrongType(name) : problemText(language, sent.problem);
  }
  const [first, second] = sent.files;
  if (!first) return sayOnBoard(language, 'upload.none');
  if (second) return sayOnBoard(language, 'upload.several');
  return SPREADSHEET.test(first.name) ? undefined : wrongType(first.name);
}

async function bytesOf(fileStore: FileStore, { kept }: StoredFile): Promise<Uint8Array> {
  const found = await fileStore.find(kept.id);
  const pieces: Buffer[] = [];
  if (found) for await (const piece of await found.open()) pieces.push(piece as Buffer);
  return Uint8Array.from(Buffer.concat(pieces));
}

function sendFile(context: WebContext, { name, mediaType, bytes }: CarriedFile): Response {
  return context.body(Uint8Array.from(bytes), 200, {
    'content-type': mediaType,
    'content-length': String(bytes.length),
    'content-disposition': dispositionOf(name),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  });
}
