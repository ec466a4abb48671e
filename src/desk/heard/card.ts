import type { Button, Card, CardPart } from '../../chat/card.ts';
import type { Reply } from '../../chat/reply.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter, TextKey } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import { makeButton } from '../card/button.ts';
import { shorten } from '../input.ts';

/** The command of every button on these cards; only the person who was asked may press it. */
export const TAKE = 'heard.take';

/** The command that does nothing and says so. */
export const NOTHING = 'heard.nothing';

/** What kept words can become. */
export const TAKEN_AS = [
  'fault',
  'question',
  'complaint',
  'ticket',
  'not-fixed',
  'fixed',
  'open-again',
  'again',
  'nothing',
] as const;
export type TakenAs = (typeof TAKEN_AS)[number];

/** A button that takes kept words up. Its label is the text `button.heard.<label>`. */
export interface Choice {
  readonly as: TakenAs;
  readonly label: KeyAfter<'button.heard.'>;
  /** The ticket that it is about, and its title where the label shows it. */
  readonly ticket?: number;
  readonly title?: string;
  readonly style?: Button['style'];
}

const QUOTED = 300;
/** How much of a ticket's title stands on a button. */
const TITLE = 24;

/**
 * A card that asks one person what their words are about. `rows`: the choices, row by row; those of a row beyond two stand in
 * its menu. `kept` is the id of the kept words.
 */
export function choiceCard(
  ask: { readonly language: Language; readonly kept: string; readonly said: string },
  { title, text }: { readonly title: string; readonly text: string },
  rows: readonly (readonly Choice[])[],
): Card {
  const { kept, language, said } = ask;
  const buttons = rows.map((row) => row.map((choice) => toButton(choice, kept, language)));
  const quote: CardPart[] = said === '' ? [] : [{ part: 'text', style: 'quote', text: begin(said, QUOTED) }];
  return {
    subject: 'heard',
    tone: 'neutral',
    title,
    badges: [],
    parts: [
      ...quote,
      { part: 'text', style: 'plain', text },
      ...buttons
        .filter((row) => row.length > 0)
        .map((row): CardPart => ({ part: 'actions', main: row.slice(0, 2), more: row.slice(2) })),
    ],
  };
}

function toButton(
  { as, label, ticket, title = '', style = 'plain' }: Choice,
  kept: string,
  language: Language,
): Button {
  const about: Record<string, string> = ticket === undefined ? {} : { ticket: numberOf('ticket', ticket) };
  return makeButton({
    label: t(language, `button.heard.${label}`, { ...about, title: begin(title, TITLE) }),
    command: TAKE,
    args: { kept, as, ...about },
    style,
  });
}

/** The beginning of a text, with an ellipsis where it goes on. */
function begin(text: string, max: number): string {
  const begun = shorten(text, max);
  return begun === text ? text : `${begun}…`;
}

/** Shows a card to no one but the person who spoke; `isSecret`: even if it then reaches no one. */
export function privately(card: Card, isSecret: boolean): Reply {
  return { kind: 'card', card, readers: isSecret ? 'asker' : 'asker-first' };
}

/** A line for the person who spoke, which others need not read. */
export function whisper(language: Language, key: TextKey, params: Record<string, string> = {}): Reply {
  return { kind: 'whisper', tone: 'plain', text: t(language, key, params), readers: 'asker-first' };
}
