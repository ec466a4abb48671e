import { t } from '../../i18n/i18n.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { listDuty } from './flow.ts';

/** What can be asked about duty. */
export const oncallCommands: readonly Command[] = [
  {
    name: 'oncall.show',
    for: 'staff',
    typed: { slash: 'desk', zh: ['值班'], en: ['oncall'], takes: [] },
    run: showDuty,
  },
];

/** Who has the bell now and who has it next, for every rotation. */
async function showDuty({ turn, asker: { language }, book }: Ask): Promise<Result<Answer>> {
  const card = {
    subject: 'oncall',
    tone: 'neutral',
    title: t(language, 'oncall.title'),
    badges: [],
    parts: [{ part: 'fields', fields: await listDuty(turn, book.source, language) }],
  } as const;
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}
