import { z } from 'zod';
import type { Form } from '../../chat/form.ts';
import type { Reply } from '../../chat/reply.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readInput } from '../input.ts';
import { answerForm } from '../tell.ts';
import { actorOf, lockAskedTicket } from '../ticket/asked-ticket.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { stepTicket } from '../ticket/flow.ts';
import { tellStep } from '../ticket/tell-step.ts';
import { unhappyCard } from './card.ts';
import { lastRemarks, recordFollowup } from './flow.ts';
import { type FollowupResult, isUnhappy } from './followup.ts';

/** The commands of follow-ups. */
export const followupCommands: readonly Command[] = [
  {
    name: 'followup.done',
    for: 'staff',
    typed: { slash: 'desk', zh: ['回访'], en: ['followup'], takes: ['ticket', 'score', 'remarks'] },
    run: record,
  },
  { name: 'followup.reopen', for: 'staff', typed: undefined, run: reopen },
];

const ResultInput = z.object({
  score: z.enum(['', '1', '2', '3', '4', '5']).default(''),
  works: z.enum(['', 'yes', 'no']).default(''),
  remarks: OptionalText,
});

/** Records the call. Without any result in the input it answers with a form. */
async function record(ask: Ask): Promise<Result<Answer>> {
  const found = await lockAskedTicket(ask);
  if (!found.ok) return found;
  const { id } = found.value.stored;
  const read = readInput(ResultInput, ask.input);
  if (!read.ok) return read;
  const { score, works, remarks } = read.value;
  const isBlank = score === '' && works === '' && remarks === '';
  if (isBlank && ask.input.sure !== 'yes') return answerForm(callForm(id, ask.asker.language));
  const result: FollowupResult = {
    score: score === '' ? undefined : Number(score),
    works: works === '' ? undefined : works === 'yes',
    remarks,
  };
  const recorded = await recordFollowup(ask.turn, found.value, result, actorOf(ask));
  if (!recorded.ok) return recorded;
  return accept({ replies: repliesTo(ask, id, result), facts: recorded.value });
}

/** Reopens the ticket on the customer's word: in the call they said that the fix did not hold. */
async function reopen(ask: Ask): Promise<Result<Answer>> {
  const found = await lockAskedTicket(ask);
  if (!found.ok) return found;
  const { language, name } = ask.asker;
  const remarks = await lastRemarks(ask.turn, found.value.stored.id);
  const text = t(language, 'followup.reopened', { by: name, remarks: remarks || '–' });
  const customer = { key: 'customer', staff: false, director: false };
  const step = { verb: 'reject-fix', text, afterClose: true } as const;
  const stepped = await stepTicket(ask.turn, found.value, step, customer);
  if (!stepped.ok) return stepped;
  return tellStep(ask, found.value, 'reopen', step, stepped.value);
}

function repliesTo(ask: Ask, id: TicketId, result: FollowupResult): Reply[] {
  const { language } = ask.asker;
  if (isUnhappy(result)) return [{ kind: 'card', card: unhappyCard(id, language) }];
  return [{ kind: 'whisper', tone: 'plain', text: t(language, 'reply.followup.done', { ticket: `T-${id}` }) }];
}

/** The form of a follow-up call (D15): score from 1 to 5, whether the fix holds, remarks. */
function callForm(id: TicketId, language: Language): Form {
  const field = fieldMaker(language);
  return {
    command: 'followup.done',
    args: { ticket: `T-${id}`, sure: 'yes' },
    title: t(language, 'form.followup.title', { ticket: `T-${id}` }),
    submit: t(language, 'form.followup.submit'),
    intro: '',
    fields: [
      field.choice(
        'works',
        true,
        (['yes', 'no'] as const).map((value) => ({ value, label: t(language, `answer.${value}`) })),
      ),
      field.choice(
        'score',
        false,
        (['5', '4', '3', '2', '1'] as const).map((value) => ({ value, label: t(language, `score.${value}`) })),
      ),
      field.text('remarks', false),
    ],
  };
}
