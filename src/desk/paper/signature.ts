import { hasText, t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Role } from '../person/person.ts';
import { printedTime } from './columns.ts';
import type { SignatureLine } from './document/document.ts';
import { type Signer, signersOf } from './layout.ts';

/** One signature on a paper that was handed in: given by a tap, or by the step that stands for it. */
export interface Signature {
  /** Which line of the paper it stands on. */
  readonly who: Signer;
  /** A person's key, or `customer`. */
  readonly by: string;
  /** The name as it is printed. */
  readonly name: string;
  readonly at: Instant;
}

/** The roles whose holders sign on a line of our side. */
const ROLES_OF: Readonly<Record<Exclude<Signer, 'customer'>, readonly Role[]>> = {
  engineer: ['engineer', 'senior', 'expert'],
  director: ['director'],
};

/** The line of a paper that this person signs on; undefined: there is none. */
export function lineOf(paper: string, asker: { readonly staff: boolean; readonly roles: readonly Role[] }) {
  return signersOf(paper).find((who) =>
    who === 'customer' ? !asker.staff : asker.staff && ROLES_OF[who].some((role) => asker.roles.includes(role)),
  );
}

/** Whether a line is still without a signature. */
export function isUnsigned(signatures: readonly Signature[] | undefined, who: Signer): boolean {
  return !(signatures ?? []).some((each) => each.who === who);
}

/** Who signed and whose signature is missing, in words; empty: the paper is not signed. */
export function signaturesText(paper: string, signatures: readonly Signature[] = [], language: Language): string {
  const said = signersOf(paper).map((who) => {
    const signed = signatures.find((each) => each.who === who);
    const label = labelOf(paper, who, language);
    return signed
      ? t(language, 'paper.sign.by', { who: label, name: signed.name })
      : t(language, 'paper.sign.missing', { who: label });
  });
  return said.join(t(language, 'list.separator'));
}

/** What stands before a line: on some papers what the signature means, such as "Approved by". */
function labelOf(paper: string, who: Signer, language: Language): string {
  const own = `paper.${paper}.signer.${who}`;
  return hasText(language, own) ? t(language, own) : t(language, `paper.signer.${who}`);
}

/** The lines as they are printed; those that were signed have name and time. */
export function printedSignatures(
  paper: string,
  signatures: readonly Signature[],
  language: Language,
  timeZone: string,
): SignatureLine[] {
  return signersOf(paper).map((who) => {
    const signed = signatures.find((each) => each.who === who);
    return {
      label: labelOf(paper, who, language),
      name: signed ? t(language, 'paper.document.signed', { name: signed.name }) : '',
      date: signed ? printedTime(signed.at, timeZone) : '',
    };
  });
}
