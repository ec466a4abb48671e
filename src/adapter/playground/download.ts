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
 * A file of a message, as a download with its name and type, for a person who may see the message and knows the file's
 * id. Headers keep the browser from running it. undefined: there is none for this person.
 */
export function findFile(
  { history, shelf }: FileParts,
  workspace: PlaygroundWorkspace,
  person: PlaygroundPerson,
  asked: { readonly message: string; readonly id: string },
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly headers: Readonly<Record<string, string>> } | undefined {
  const message = history.find(asked.message);
  const file = message?.file;
  if (!message || !file || file.id !== asked.id || !maySee(workspace, person, message)) return undefined;
  const bytes = shelf.find(file.id);
  if (!bytes) return undefined;
  const headers = {
    'content-type': file.mediaType,
    'content-length': String(bytes.length),
    'content-disposition': dispositionOf(file.name),
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  };
  return { bytes: Uint8Array.from(bytes), headers };
}
