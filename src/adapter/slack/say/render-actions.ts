import type { types } from '@slack/bolt';
import type { Button, CardPart } from '../../../chat/card.ts';
import { LIMITS } from '../wire/limits.ts';
import { encodePress } from '../wire/press.ts';
import { clip } from './text.ts';
import { languageOf, say } from './words.ts';

type Actions = Extract<CardPart, { part: 'actions' }>;
type Menu = types.Overflow | types.StaticSelect;

/** The id of each row of a card's buttons, from row 0: unique in the message. */
export type RowIds = (row: number) => string;

/**
 * Renders at most two buttons, and a menu for the rest: an overflow menu (`⋯`) for a few, a list for many, several lists
 * for more than one holds. A button whose arguments or question do not fit a menu option stays a button. What does not
 * fit one row goes on in the next.
 */
export function renderActions({ main, more }: Actions, ids: RowIds): types.ActionsBlock[] {
  const shown = main.slice(0, LIMITS.mainButtons);
  const rest = [...main.slice(LIMITS.mainButtons), ...more];
  const buttons = [...shown, ...rest.filter((button) => !fitsOption(button))].map(renderButton);
  return renderRows([...buttons, ...renderMenus(rest.filter(fitsOption))], ids);
}

/** Renders the steps of a scale side by side. */
export function renderScale(steps: readonly Button[], ids: RowIds): types.ActionsBlock[] {
  return renderRows(steps.map(renderButton), ids);
}

function renderRows(elements: readonly (types.Button | Menu)[], ids: RowIds): types.ActionsBlock[] {
  return inGroups(elements, LIMITS.actionElements).map((row, at) => ({
    type: 'actions',
    block_id: ids(at),
    elements: row,
  }));
}

function fitsOption(button: Button): boolean {
  return encodePress(button).length <= LIMITS.optionValueChars && button.confirm.length <= LIMITS.optionChars;
}

function inGroups<T>(items: readonly T[], most: number): T[][] {
  const groups: T[][] = [];
  for (let from = 0; from < items.length; from += most) groups.push(items.slice(from, from + most));
  return groups;
}

export function renderButton(button: Button, index: number, all: readonly Button[]): types.Button {
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

function renderMenus(buttons: readonly Button[]): Menu[] {
  return inGroups(buttons, LIMITS.selectOptions).map((group, at): Menu => {
    const action_id = at === 0 ? 'menu' : `menu/${at}`;
    const options = group.map(renderOption);
    if (options.length <= LIMITS.overflowOptions) return { type: 'overflow', action_id, options };
    const placeholder = plain(say('more', languageOf(group[0]?.label ?? '')), LIMITS.placeholderChars);
    return { type: 'static_select', action_id, placeholder, options };
  });
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
