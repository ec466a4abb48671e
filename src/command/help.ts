import type { CardField } from '../chat/card.ts';
import type { Answer, Ask, Command, TypedForm } from '../desk/desk.ts';
import { whomToCall } from '../desk/oncall/whom.ts';
import { hasText, t } from '../i18n/i18n.ts';
import type { Language } from '../lib/language.ts';
import { accept, type Result } from '../lib/refusal.ts';

export const HELP = 'desk.help';

/** The help is made from the registry of commands, so it always lists exactly what exists. */
export function helpCommand(commands: readonly Command[]): Command {
  return {
    name: HELP,
    for: 'everyone',
    typed: { slash: 'desk', zh: ['帮助'], en: ['help'], takes: [] },
    run: async (ask) => help(commands, ask),
  };
}

async function help(commands: readonly Command[], { asker, turn, book }: Ask): Promise<Result<Answer>> {
  const { language, staff } = asker;
  const fields = commands
    .filter(({ for: who }) => who === 'everyone' || staff)
    .flatMap(({ name, typed }): CardField[] => {
      if (!typed) return [];
      const takes = typed.takes.map((take) => `<${t(language, `take.${take}`)}>`).join(' ');
      const words = staff ? slashOf(typed, language) : spokenOf(typed, language);
      const key = `help.${name}`;
      return [{ label: `${words} ${takes}`.trim(), value: hasText(language, key) ? t(language, key) : name }];
    });
  const card = {
    subject: 'help',
    tone: 'neutral',
    title: t(language, 'help.title'),
    badges: [],
    parts: [
      small(t(language, staff ? 'help.in-thread' : 'help.spoken')),
      { part: 'fields', fields },
      ...(staff ? [] : await whomToCall(turn, book, asker)),
    ],
  } as const;
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}

function slashOf({ slash, zh, en }: TypedForm, language: Language): string {
  if (slash !== 'desk') return `/${slash}`;
  return `/desk ${[...(language === 'zh-CN' ? zh.slice(0, 1) : []), ...en.slice(0, 1)].join(' / ')}`;
}

/** Customers of another organisation have no slash commands: these are words that everyone can type. */
function spokenOf({ zh, en }: TypedForm, language: Language): string {
  return (language === 'zh-CN' ? zh : en).join(' / ');
}

function small(text: string) {
  return { part: 'text', style: 'small', text } as const;
}
