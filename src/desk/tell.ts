import type { Card } from '../chat/card.ts';
import type { Form } from '../chat/form.ts';
import type { Reply } from '../chat/reply.ts';
import { type TextParams, t } from '../i18n/i18n.ts';
import { accept, type Result } from '../lib/refusal.ts';
import type { TextKey } from '../lib/text-key.ts';
import type { Answer, Ask, Fact } from './desk.ts';

/** Answers the asker alone, in their language. */
export function tell(
  { asker }: Ask,
  key: TextKey,
  params: TextParams = {},
  facts: readonly Fact[] = [],
  more: Pick<Extract<Reply, { kind: 'whisper' }>, 'readers' | 'subject'> = {},
): Result<Answer> {
  const text = t(asker.language, key, params);
  return accept({ replies: [{ kind: 'whisper', tone: 'plain', text, ...more }], facts });
}

/** Shows a card to the asker alone. */
export function answerCard(card: Card): Result<Answer> {
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}

/** Asks for what is missing by a form. */
export function answerForm(form: Form): Result<Answer> {
  return accept({ replies: [{ kind: 'form', form }], facts: [] });
}
