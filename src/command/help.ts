import type { CardField } from '../chat/card.ts';
import type { Answer, Ask, Command } from '../desk/desk.ts';
import { t } from '../i18n/i18n.ts';
import { accept, type Result } from '../lib/refusal.ts';

export const HELP = 'desk.help';

/** Help is drawn from the registry itself, so it can neither miss a command nor name one that is not there. */
export function helpCommand(commands: readonly Command[]): Command {
  return {
    name: HELP,
    for: 'everyone',
    typed: { slash: 'desk', zh: ['帮助'], en: ['help'], takes: [] },
    run: async (ask) => help(commands, ask),
  };
}

async function help(commands: readonly Command[], { asker }: Ask): Promise<Result<Answer>> {
  const { language, staff } = asker;
  const fields = commands
    .filter(({ for: who }) => who === 'everyone' || staff)
    .flatMap(({ name, typed }): CardField[] => {
      if (!typed) return [];
      const words = (
        language === 'zh-CN' ? [...typed.zh.slice(0, 1), ...typed.en.slice(0, 1)] : typed.en.slice(0, 1)
      ).join(' / ');
      const takes = typed.takes.map((take) => `<${t(language, `take.${take}`)}>`).join(' ');
      const slash = typed.slash === 'fault' ? '/fault' : `/desk ${words}`;
      return [{ label: `${slash} ${takes}`.trim(), value: t(language, `help.${name}`) }];
    });
  const card = {
    subject: 'help',
    tone: 'neutral',
    title: t(language, 'help.title'),
    badges: [],
    parts: [{ part: 'fields', fields }],
  } as const;
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}
