import type { Button, CardPart } from '../../../chat/card.ts';
import type { Language } from '../../../lib/language.ts';
import { clip } from '../wire/clip.ts';
import { LIMITS } from '../wire/limits.ts';
import { encodeOption, encodePress, type MenuValue } from '../wire/press.ts';
import { bilingualOf, mapBoth, type PlainText, plainText } from './text.ts';
import { WORDS } from './words.ts';

export type Actions = Extract<CardPart, { part: 'actions' }>;

/** A button or menu in card JSON 2.0. */
export interface Control {
  readonly tag: 'button' | 'overflow' | 'select_static';
  readonly behaviors: readonly [{ readonly type: 'callback'; readonly value: object }];
  readonly text?: PlainText;
  readonly type?: 'primary_filled' | 'danger' | 'default';
  readonly confirm?: { readonly title: PlainText; readonly text: PlainText };
  readonly options?: readonly { readonly text: PlainText; readonly value: string }[];
  readonly placeholder?: PlainText;
}

/** The card's data that its buttons need. */
export interface CardOf extends MenuValue {
  readonly language: Language;
}

const TYPES = { primary: 'primary_filled', danger: 'danger', plain: 'default' } as const;

/**
 * Renders at most two buttons, and a menu for the rest: an overflow menu (`⋯`) for a few, a list for many. Menu options
 * cannot ask for confirmation, so buttons that do stand beside the menu. `translation`: the same part in the other language.
 */
export function renderControls({ main, more }: Actions, translation: Actions | undefined, card: CardOf): Control[] {
  const all = [...main, ...more];
  const others = translation ? [...translation.main, ...translation.more] : [];
  const pairs = all.map((button, index): Pair => ({ button, other: others[index] }));
  const isMain = (_pair: Pair, index: number) => index < Math.min(main.length, LIMITS.mainButtons);
  const rest = pairs.filter((pair, index) => !isMain(pair, index));
  const asked = rest.filter(({ button }) => button.confirm !== '').slice(0, LIMITS.askedButtons);
  const menu = rest.filter(({ button }) => button.confirm === '');
  return [
    ...[...pairs.filter(isMain), ...asked].map((pair) => renderButton(pair, card)),
    ...renderMenu(distinct(menu), card),
  ];
}

/** Renders the steps of a scale, one button each. */
export function renderSteps(
  steps: readonly Button[],
  translation: readonly Button[] | undefined,
  card: CardOf,
): Control[] {
  return steps
    .slice(0, LIMITS.scaleSteps)
    .map((button, index) => renderButton({ button, other: translation?.[index] }, card));
}

interface Pair {
  readonly button: Button;
  readonly other: Button | undefined;
}

function renderButton({ button, other }: Pair, { language, s, v }: CardOf): Control {
  const label = mapBoth({ own: button.label, other: other?.label }, (text) => clip(text, LIMITS.buttonChars));
  const question = { own: button.confirm, other: other?.confirm };
  return {
    tag: 'button',
    text: plainText(label, language),
    type: TYPES[button.style],
    behaviors: [{ type: 'callback', value: encodePress(button, { s, v }) }],
    ...(button.confirm === ''
      ? {}
      : {
          confirm: {
            title: plainText(label, language),
            text: plainText(
              mapBoth(question, (text) => clip(text, LIMITS.labelChars)),
              language,
            ),
          },
        }),
  };
}

function renderMenu(pairs: readonly Pair[], { language, s, v }: CardOf): Control[] {
  if (pairs.length === 0) return [];
  const options = pairs.slice(0, LIMITS.selectOptions).map(({ button, other }) => ({
    text: plainText(
      mapBoth({ own: button.label, other: other?.label }, (text) => clip(text, LIMITS.optionChars)),
      language,
    ),
    value: encodeOption(button),
  }));
  const behaviors = [{ type: 'callback', value: { s, v } }] as const;
  if (options.length <= LIMITS.overflowOptions) return [{ tag: 'overflow', options, behaviors }];
  const speaksBoth = pairs.some(({ other }) => other !== undefined);
  const placeholder = plainText(bilingualOf(WORDS.more, language, speaksBoth), language);
  return [{ tag: 'select_static', placeholder, options, behaviors }];
}

/** Feishu rejects two options with the same value. */
function distinct(pairs: readonly Pair[]): Pair[] {
  return [...new Map(pairs.map((pair) => [encodeOption(pair.button), pair])).values()];
}
