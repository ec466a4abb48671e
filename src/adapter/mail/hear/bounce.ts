import type { MessageIds } from '../wire/message-id.ts';

/** A mail of ours that was not delivered. */
export interface Bounce {
  /** The address that was not reached; empty if it is not told. */
  readonly address: string;
  /** The number of the ticket that our mail was about; 0: none. */
  readonly ticket: number;
}

/**
 * Reads a report of a mail server. undefined: it is not about a mail of ours (others may have used our address), or the
 * mail is only late.
 */
export function readBounce(raw: Buffer, ids: MessageIds): Bounce | undefined {
  const text = raw.toString('latin1');
  const ours = (text.match(/<db\.[^<>\s]{1,300}>/g) ?? []).map((id) => ids.read(id)).find((each) => each !== undefined);
  if (ours === undefined || /^action:\s*(?:delayed|delivered|relayed|expanded)/im.test(text)) return undefined;
  const [, address = ''] =
    /^(?:final|original)-recipient:\s*[\w-]+\s*;\s*<?([^\s<>;]{3,320})>?/im.exec(text) ??
    /^x-failed-recipients:\s*([^\s,;]{3,320})/im.exec(text) ??
    [];
  return { address: address.toLowerCase(), ticket: ours };
}
