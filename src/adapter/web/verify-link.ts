import type { RevocableLink } from '../../chat/page.ts';
import type { PassOf } from './schema.ts';
import type { Site } from './site.ts';
import { type PassError, verifyPass } from './verify.ts';

/** What a link can be for; links to board and calendars have rows of their own, by which they end. */
type LinkKind = 'ticket' | 'report' | 'inspection' | 'complain' | 'complaint' | 'file';
export type LinkPass = PassOf<LinkKind>;

export type RefusedLink =
  | { readonly ok: false; readonly why: PassError }
  | { readonly ok: false; readonly why: 'revoked'; readonly pass: LinkPass };
export type VerifiedLink<K extends LinkKind> = { readonly ok: true; readonly pass: PassOf<K> } | RefusedLink;

/**
 * Reads a link: signed by us, of this kind, not expired, and not revoked. The desk is asked the same question for every
 * link, before it is asked for the case.
 */
export async function verifyLink<K extends LinkKind>(
  { key, clock, isRevoked }: Pick<Site, 'key' | 'clock' | 'isRevoked'>,
  token: string,
  kind: K,
): Promise<VerifiedLink<K>> {
  const verified = verifyPass(key, token, kind, clock.now());
  if (!verified.ok) return verified;
  const pass: LinkPass = verified.pass;
  return (await isRevoked(revocable(pass))) ? { ok: false, why: 'revoked', pass } : verified;
}

function revocable(pass: LinkPass): RevocableLink {
  const { after = 0 } = pass;
  switch (pass.kind) {
    case 'ticket':
    case 'complaint':
      return { after, customer: pass.customer, subject: `${pass.kind}/${pass.id}` };
    case 'report':
      return { after, customer: pass.customer };
    case 'complain':
      return {
        after,
        customer: pass.customer,
        ...(pass.ticket === undefined ? {} : { subject: `ticket/${pass.ticket}` }),
      };
    case 'inspection':
      return { after, person: pass.person, subject: `inspection/${pass.id}` };
    case 'file':
      return { after, file: pass.id };
  }
}
