import type { CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { named } from '../../lib/language.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { personName } from '../person/person.ts';
import { shiftAt } from './oncall.ts';
import { findAnchor } from './store.ts';

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
async function showDuty({ turn, asker, book }: Ask): Promise<Result<Answer>> {
  const { language } = asker;
  const fields: CardField[] = [];
  for (const [key, rotation] of Object.entries(book.source.rotations)) {
    const anchorAt = await findAnchor(turn.tx, key);
    if (anchorAt === undefined) continue;
    const shift = shiftAt(rotation, anchorAt, turn.now);
    const next = shiftAt(rotation, anchorAt, shift.toAt);
    const value = t(language, 'oncall.shift', {
      member: personName(book.source.people, shift.member, language),
      until: when(language, shift.toAt, rotation.timeZone),
      next: personName(book.source.people, next.member, language),
    });
    fields.push({ label: named(rotation.name, language), value });
  }
  const card = {
    subject: 'oncall',
    tone: 'neutral',
    title: t(language, 'oncall.title'),
    badges: [],
    parts: [{ part: 'fields', fields }],
  } as const;
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}
