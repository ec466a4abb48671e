import { t } from '../../i18n/i18n.ts';
import { dateName } from '../../i18n/when.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import { numberOf } from '../address/number.ts';
import type { Answer, Ask, Fact } from '../desk.ts';
import type { LoadedInspection } from './flow.ts';
import type { Inspection, UpdateVerb } from './inspection.ts';
import type { Step } from './step.ts';

/** The answer to a step that was taken: a typed command gets a line of text, a button or form only the redrawn card. */
export function answerStep(
  { by, asker: { language }, book, turn }: Ask,
  id: number,
  state: Inspection,
  verb: Step['verb'] | UpdateVerb,
  facts: readonly Fact[] = [],
): Result<Answer> {
  if (by !== 'words') return accept({ replies: [], facts });
  const text = t(language, `reply.inspection.${verb}`, {
    inspection: numberOf('inspection', id),
    date: dateName(language, state.date, book.always.dateOf(turn.now)),
  });
  return accept({ replies: [{ kind: 'whisper', tone: 'plain', text }], facts });
}

/**
 * The fact that makes `desk/paper` write the report. Empty if there is no checklist, because the report is made from
 * it.
 */
export function reportWrittenFacts({ id, state }: LoadedInspection, report: 'draft' | 'final' | 'signed'): Fact[] {
  return state.checklist ? [{ kind: 'inspection.written', inspectionId: id, report }] : [];
}
