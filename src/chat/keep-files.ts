import type { ChatFile } from './event.ts';
import type { Letter } from './mail.ts';

/**
 * Checks attachments by the rules of the page for files, and stores those that pass. `sender`: whose quota they count for.
 * The others are named with the reason; the mail is taken without them.
 */
export type KeepFiles = (
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
  sender: { readonly link: string; readonly customer: string },
) => Promise<{ readonly kept: readonly ChatFile[]; readonly untaken: Letter['untaken'] }>;
