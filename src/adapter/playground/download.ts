import type { IncomingMessage, ServerResponse } from 'node:http';
import { dispositionOf } from '../../lib/disposition.ts';
import type { History } from './history.ts';
import type { Shelf } from './shelf.ts';
import { maySee } from './view.ts';
import type { PlaygroundPerson, PlaygroundWorkspace } from './workspace.ts';

/** Where a file is looked for. */
export interface FileParts {
  readonly history: History;
  readonly shelf: Shelf;
}

/**
 * Sends a file of a message as a download with its name and type, to a person who may see the message and knows the
 * file's id. Headers keep the browser from running it. False: there is none for this person.
 */
export function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  { history, shelf }: FileParts,
  workspace: PlaygroundWorkspace,
  person: PlaygroundPerson,
  asked: URLSearchParams,
): boolean {
  const message = history.find(asked.get('message') ?? '');
  const file = message?.file;
  if (!message || !file || file.id !== asked.get('id') || !maySee(workspace, person, message)) return false;
  const bytes = shelf.find(file.id);
  if (!bytes) return false;
  response.writeHead(200, {
    'content-type': file.mediaType,
    'content-length': bytes.length,
    'content-disposition': dispositionOf(file.name),
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
  return true;
}
