import type { IncomingMessage, ServerResponse } from 'node:http';
import { BOARD_ACTIONS, type BoardAction, type BoardView } from '../../../chat/board.ts';
import type { CarriedFile } from '../../../chat/file.ts';
import { dispositionOf } from '../../../lib/disposition.ts';
import type { PageLayout } from '../page/layout.ts';
import { problemText } from '../page/problem.ts';
import type { PageResponse, Site } from '../site.ts';
import type { FileStore } from '../upload/file-store.ts';
import { readForm, type SentForm, type StoredFile } from '../upload/upload.ts';
import type { BoardSite } from './board-site.ts';
import { endedCookie, languageIn, publicPlaceOf } from './cookie.ts';
import { boardMessage } from './enter.ts';
import { formTokenOf, isFormTokenOf, isFromElsewhere } from './own-form.ts';
import { renderBoard } from './page.ts';
import { sayOnBoard } from './text.ts';

/** Quotas count uploads that are kept; a spreadsheet is removed as soon as it was read. */
const SENDER = { link: 'board', customer: 'board' } as const;
const SPREADSHEET = /\.(?:xlsx|csv)$/i;

export interface BoardPost {
  readonly site: Site;
  readonly board: BoardSite;
  readonly layout: PageLayout;
  readonly secret: string;
}

/**
 * Handles a form of the board: signing out (`leave`), or an action. undefined: the response is written, or the browser has
 * left. Refused before its body is read if it comes from elsewhere, too often, or without a session.
 */
export async function postBoard(
  request: IncomingMessage,
  response: ServerResponse,
  page: string,
  post: BoardPost,
): Promise<PageResponse | undefined> {
  const { site, board, layout, secret } = post;
  if (isFromElsewhere(request, board.publicUrl())) return boardMessage(layout, 403, 'elsewhere');
  const waitMs = await site.rateLimit.consume(`board/${secret}`).then(
    () => 0,
    (limited: { readonly msBeforeNext: number }) => limited.msBeforeNext,
  );
  if (waitMs > 0) return { ...boardMessage(layout, 429, 'busy'), retryAfterS: Math.ceil(waitMs / 1000) };
  const asked = { page: 'import', params: {}, language: languageIn(request), isAgain: true } as const;
  const view = await board.door.read(secret, asked);
  if (!view) return boardMessage(layout, 401, 'ended', [endedCookie(publicPlaceOf(board.publicUrl()))]);
  const sent = await readForm(request, site, SENDER);
  try {
    if (!sent.ok && sent.problem.code === 'cut') return undefined;
    if (!isFormTokenOf(site.key, secret, sent.fields.token)) return boardMessage(layout, 403, 'elsewhere');
    const action = BOARD_ACTIONS.find((each) => each === page);
    if (action !== undefined) return await act(request, response, post, { action, sent, view });
    if (page !== 'leave') return { to: 'open' };
    await board.door.leave(secret);
    return boardMessage(layout, 200, 'left', [endedCookie(publicPlaceOf(board.publicUrl()))], board.oidc !== undefined);
  } finally {
    if (sent.ok) await site.fileStore.remove(sent.files.map(({ kept }) => kept.id));
  }
}

/** `view`: the page on which spreadsheets are uploaded, for problems of an upload. */
async function act(
  request: IncomingMessage,
  response: ServerResponse,
  { site, board, layout, secret }: BoardPost,
  { action, sent, view }: { readonly action: BoardAction; readonly sent: SentForm; readonly view: BoardView },
): Promise<PageResponse | undefined> {
  const show = (status: number, shown: BoardView): PageResponse => {
    const here = shown.nav.find(({ isHere }) => isHere)?.to ?? { page: 'open', params: {} };
    return { status, page: renderBoard(shown, here, layout, formTokenOf(site.key, secret)) };
  };
  const alert = action === 'import' ? problemOf(sent, view) : undefined;
  if (alert !== undefined) return show(422, { ...view, alert });
  const { token: _, ...params } = sent.fields;
  const [given] = sent.ok ? sent.files : [];
  const file = given && { name: given.name, bytes: await bytesOf(site.fileStore, given) };
  const outcome = await board.door.send(secret, { action, params, language: languageIn(request), file });
  if (!outcome) return boardMessage(layout, 401, 'ended', [endedCookie(publicPlaceOf(board.publicUrl()))]);
  if (outcome.kind === 'page') return show(outcome.status, outcome.view);
  writeFile(response, outcome.file);
  return undefined;
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

function writeFile(response: ServerResponse, { name, mediaType, bytes }: CarriedFile): void {
  response.writeHead(200, {
    'content-type': mediaType,
    'content-length': bytes.length,
    'content-disposition': dispositionOf(name),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  });
  response.end(bytes);
}
