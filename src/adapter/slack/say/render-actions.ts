import type { types } from '@slack/bolt';
import type { Button, CardPart } from '../../../chat/card.ts';
import { LIMITS } from '../wire/limits.ts';
import { encodePress } from '../wire/press.ts';
import { clip } from './text.ts';
import { languageOf, say } from './words.ts';

type Actions = Extract<CardPart, { part: 'actions' }>;
type Menu = types.Overflow | types.StaticSelect;

/**
 * Renders at most two buttons, and a menu for the rest: an overflow menu (`⋯`) for a few, a list for many. A button
 * whose arguments do not fit a menu option stays a button. `blockId` has to be unique in the message.
 */
export function renderActions({ main, more }: Actions, blockId: string): types.ActionsBlock[] {
  const shown = main.slice(0, LIMITS.mainButtons);
  const rest = [...main.slice(LIMITS.mainButtons), ...more];
  const fits = (button: Button) => encodePress(button).length <= LIMITS.optionValueChars;
  const buttons = [...shown, ...rest.filter((button) => !fits(button))]
    .slice(0, LIMITS.actionElements - 1)
    .map(renderButton);
  const elements = [...buttons, ...renderMenu(rest.filter(fits))];
  return elements.length > 0 ? [{ type: 'actions', block_id: blockId, elements }] : [];
}

/** Renders the steps of a scale in one row. */
export function renderScale(steps: readonly Button[], blockId: string): types.ActionsBlock[] {
  const elements = steps.slice(0, LIMITS.actionElements).map(renderButton);
  return elements.length > 0 ? [{ type: 'actions', block_id: blockId, elements }] : [];
}

function renderButton(button: Button, index: number, all: readonly Button[]): types.Button {
  const { label, command, style, confirm } = button;
  const isFirst = all.findIndex((each) => each.command === command) === index;
  return {
    type: 'button',
    // Must be unique in its block, also for two buttons with the same command.
    action_id: isFirst ? command : `${command}/${index}`,
    text: plain(label, LIMITS.buttonChars),
    value: encodePress(button),
    ...(style === 'plain' ? {} : { style }),
    ...(confirm === '' ? {} : { confirm: renderConfirm(label, confirm) }),
  };
}

function renderConfirm(label: string, question: string): types.ConfirmationDialog {
  return {
    title: plain(label, LIMITS.confirmTitleChars),
    text: plain(question, LIMITS.confirmTextChars),
    confirm: plain(label, LIMITS.confirmButtonChars),
    deny: plain(say('cancel', languageOf(`${label}${question}`)), LIMITS.confirmButtonChars),
  };
}

function renderMenu(buttons: readonly Button[]): Menu[] {
  if (buttons.length === 0) return [];
  const options = buttons.slice(0, LIMITS.selectOptions).map(renderOption);
  if (options.length <= LIMITS.overflowOptions) return [{ type: 'overflow', action_id: 'menu', options }];
  const placeholder = plain(say('more', languageOf(buttons[0]?.label ?? '')), LIMITS.placeholderChars);
  return [{ type: 'static_select', action_id: 'menu', placeholder, options }];
}

/** Menu options have no confirmation of their own: one with a description opens a modal that asks first. */
function renderOption(button: Button): types.PlainTextOption {
  return {
    text: plain(button.label, LIMITS.optionChars),
    value: encodePress(button),
    ...(button.confirm === '' ? {} : { description: plain(button.confirm, LIMITS.optionChars) }),
  };
}

function plain(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: clip(text, max), emoji: false };
}
