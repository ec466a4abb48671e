import type { Card, CardPart, Tone } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { fieldIn } from '../card/field.ts';
import { paperTitle, whoName } from '../ticket/view/line.ts';
import { aboutText, handedInParts, paperSubject } from './card.ts';
import type { Signer } from './layout.ts';
import type { PaperView } from './notice.ts';
import type { Paper } from './paper.ts';
import { isUnsigned, signaturesText } from './signature.ts';

/** Subject of the card on which a paper is signed. Its own, because the same person may have the paper's card, too. */
export function signSubject(paper: Paper): string {
  return `${paperSubject(paper)}|sign`;
}

/**
 * The card for a person who signs a paper on the line `who`: what was written, who signed already, and the button. Once
 * they signed, or the paper was sent back, it has no button.
 */
export function signCard(
  id: number,
  paper: Paper,
  who: Signer,
  { source, ticket }: PaperView,
  language: Language,
): Card {
  const [state, tone] = stateOf(paper, who);
  return {
    subject: signSubject(paper),
    tone,
    title: t(language, 'paper.title', {
      paper: paperTitle(paper.paper, language),
      about: aboutText(paper, ticket, source, language),
    }),
    badges: [{ text: t(language, `paper.sign.${state}`), tone }],
    parts: [
      { part: 'fields', fields: fieldsOf(id, paper, source, language) },
      ...handedInParts(paper, language),
      ...(state === 'waiting' ? [signButton(id, language)] : []),
    ],
  };
}

function stateOf(paper: Paper, who: Signer): [state: KeyAfter<'paper.sign.'>, tone: Tone] {
  const { status, signatures } = paper;
  if (status !== 'delivered' && status !== 'accepted' && status !== 'archived') return ['void', 'neutral'];
  return isUnsigned(signatures, who) ? ['waiting', 'warn'] : ['signed', 'good'];
}

function fieldsOf(id: number, { handedIn, paper, signatures }: Paper, source: BookSource, language: Language) {
  const field = fieldIn(language);
  return [
    ...field('number', numberOf('paper', id)),
    ...field('handed-in-by', handedIn && whoName({ source, language }, handedIn.by)),
    ...field('signatures', signaturesText(paper, signatures, language)),
  ];
}

function signButton(id: number, language: Language): CardPart {
  const button = makeButton({
    label: t(language, 'button.paper.sign'),
    command: 'paper.sign',
    args: { paper: numberOf('paper', id) },
    style: 'primary',
    confirm: t(language, 'button.paper.sign.confirm'),
  });
  return { part: 'actions', main: [button], more: [] };
}
