import type { Button, Card, CardField, CardPart } from '../chat/card.ts';
import { makeButton } from '../desk/card/button.ts';
import type { Answer, Ask, Asker, Command, TypedForm } from '../desk/desk.ts';
import { whomToCall } from '../desk/oncall/whom.ts';
import { hasText, t } from '../i18n/i18n.ts';
import { type Language, named } from '../lib/language.ts';
import { accept, type Result } from '../lib/refusal.ts';
import { everydayOf, findTopic, TOPICS, type Topic, topicOf } from './help-topic.ts';

export const HELP = 'desk.help';

/** The help is made from the registry of commands, so it always lists exactly what exists. */
export function helpCommand(commands: readonly Command[]): Command {
  const help: Command = {
    name: HELP,
    for: 'everyone',
    typed: { slash: 'desk', zh: ['帮助'], en: ['help'], takes: ['topic'] },
    run: async (ask) => show([...commands, help], ask),
  };
  return help;
}

/**
 * Shows what a person can say: the words of every day, and the topics with the words of each; behind a topic's name, or
 * the word of a command, all commands of that topic with what they do.
 */
async function show(commands: readonly Command[], ask: Ask): Promise<Result<Answer>> {
  const { asker, turn, book } = ask;
  const theirs = commands.filter(({ typed, for: who }) => typed && (who === 'everyone' || asker.staff));
  const word = (ask.input.topic ?? '').trim();
  const topic = findTopic(word) ?? topicOfWord(theirs, word);
  const parts: readonly CardPart[] = topic
    ? topicParts(theirs, topic, asker)
    : overviewParts(theirs, asker, asker.staff ? [] : await whomToCall(turn, book, asker));
  const { language } = asker;
  const title = topic ? t(language, 'help.topic', { topic: named(topic.name, language) }) : t(language, 'help.title');
  const card: Card = { subject: 'help', tone: 'neutral', title, badges: [], parts };
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}

/**
 * The words of every day with what they do, whom to call (`calls`), then a line for each topic with its words; a button
 * opens a topic.
 */
function overviewParts(commands: readonly Command[], asker: Asker, calls: readonly CardPart[]): CardPart[] {
  const { language, staff } = asker;
  const everyday = everydayOf(asker).flatMap((name) => commands.find((each) => each.name === name) ?? []);
  const topics = TOPICS.flatMap((topic) => {
    const others = commands.filter((each) => topicOf(each) === topic && !everyday.includes(each));
    const words = others.flatMap(({ typed }) => wordOf(typed, language));
    return words.length > 0 ? [{ topic, words }] : [];
  });
  return [
    small(t(language, staff ? 'help.in-thread' : 'help.spoken')),
    { part: 'fields', fields: everyday.map((each) => lineOf(each, asker)) },
    ...calls,
    small(t(language, 'help.more')),
    {
      part: 'fields',
      fields: topics.map(({ topic, words }) => ({ label: named(topic.name, language), value: words.join(' · ') })),
    },
    { part: 'actions', main: [], more: topics.map(({ topic }) => topicButton(topic, language)) },
  ];
}

function topicParts(commands: readonly Command[], topic: Topic, asker: Asker): CardPart[] {
  const fields = commands.filter((each) => topicOf(each) === topic).map((each) => lineOf(each, asker));
  return [{ part: 'fields', fields }];
}

function topicButton({ key, name }: Topic, language: Language): Button {
  return makeButton({
    label: t(language, 'help.topic', { topic: named(name, language) }),
    command: HELP,
    args: { topic: key },
  });
}

/** How a command is typed, and what it does. */
function lineOf({ name, typed }: Command, { staff, language }: Asker): CardField {
  const takes = (typed?.takes ?? []).map((take) => `<${t(language, `take.${take}`)}>`).join(' ');
  const words = typed && (staff ? slashOf(typed, language) : spokenOf(typed, language));
  const key = `help.${name}`;
  return { label: `${words} ${takes}`.trim(), value: hasText(language, key) ? t(language, key) : name };
}

/** The topic of the command that a word asks for, so that "help assign" explains it too. */
function topicOfWord(commands: readonly Command[], word: string): Topic | undefined {
  const wanted = word.toLowerCase();
  const command = commands.find(({ typed }) => typed && [...typed.zh, ...typed.en].includes(wanted));
  return command && topicOf(command);
}

/** The one word of a command that a reader of the language would type. */
function wordOf(typed: TypedForm | undefined, language: Language): readonly string[] {
  const [word] = (language === 'zh-CN' ? typed?.zh : typed?.en) ?? [];
  return word === undefined ? [] : [word];
}

function slashOf({ slash, zh, en }: TypedForm, language: Language): string {
  if (slash !== 'desk') return `/${slash}`;
  return `/desk ${[...(language === 'zh-CN' ? zh.slice(0, 1) : []), ...en.slice(0, 1)].join(' / ')}`;
}

/** Customers of another organisation have no slash commands: these are words that everyone can type. */
function spokenOf({ zh, en }: TypedForm, language: Language): string {
  return (language === 'zh-CN' ? zh : en).join(' / ');
}

function small(text: string): CardPart {
  return { part: 'text', style: 'small', text };
}
