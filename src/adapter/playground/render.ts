import { createHash } from 'node:crypto';
import { type Badge, type Button, buttonsIn, type Card, type CardClock, type CardPart } from '../../chat/card.ts';
import type { Form, FormField } from '../../chat/form.ts';
import { balanceDirections } from '../../lib/direction.ts';
import type { StoredMessage } from './history.ts';
import { clip, LIMITS } from './limits.ts';
import { wallOfInstant } from './zone.ts';

/** A message as the page of one person gets it. Texts are plain and shown as text only. */
export interface MessageView {
  readonly id: string;
  readonly n: number;
  readonly changed: number;
  readonly at: number;
  readonly channelId: string;
  readonly threadId: string;
  /** Empty: Deskbell. */
  readonly from: string;
  readonly onlyYou: boolean;
  readonly text: string;
  readonly tone: 'plain' | 'bad';
  readonly card: CardView | null;
  readonly mentions: readonly string[];
  /** Whether it is an image, to be fetched by the message's id. */
  readonly picture: boolean;
}

export interface CardView {
  readonly tone: Card['tone'];
  readonly title: string;
  readonly badges: readonly Badge[];
  readonly parts: readonly PartView[];
}

export type PartView =
  | Exclude<CardPart, { part: 'actions' | 'scale' }>
  | { readonly part: 'scale'; readonly steps: readonly ButtonView[] }
  | { readonly part: 'actions'; readonly main: readonly ButtonView[]; readonly more: readonly ButtonView[] };

/** Command and arguments stay on the server; the page has only the button's id. */
export interface ButtonView extends Pick<Button, 'label' | 'style' | 'confirm'> {
  readonly id: string;
}

export type FormView = Pick<Form, 'title' | 'submit' | 'intro' | 'fields'> & { readonly formId: string };

export function renderMessage(message: StoredMessage): MessageView {
  const { id, n, changed, at, channelId, threadId, from, tone, mentions } = message;
  const text = clip(message.text, LIMITS.textChars);
  const card = message.card && renderCard(message.card);
  const [onlyYou, picture] = [message.onlyFor !== '', message.picture === true];
  return { id, n, changed, at, channelId, threadId, from, onlyYou, text, tone, card, mentions, picture };
}

/** The card within the playground's limits: long texts end in an ellipsis, main buttons beyond two move to the menu. */
export function renderCard(card: Card): CardView {
  return {
    tone: card.tone,
    title: shown(card.title, LIMITS.cardTitleChars),
    badges: card.badges.map((badge) => ({ ...badge, text: shown(badge.text, LIMITS.badgeChars) })),
    parts: card.parts.map(renderPart),
  };
}

function renderPart(part: CardPart): PartView {
  switch (part.part) {
    case 'divider':
      return part;
    case 'text':
      return { ...part, text: shown(part.text, LIMITS.cardTextChars) };
    case 'links':
      return { ...part, links: part.links.map((link) => ({ ...link, label: short(link.label) })) };
    case 'fields':
      return { ...part, fields: part.fields.map(({ label, value }) => ({ label: short(label), value: short(value) })) };
    case 'clocks':
      return { ...part, clocks: part.clocks.map(renderClock) };
    case 'scale':
      return { part: 'scale', steps: part.steps.slice(0, LIMITS.scaleSteps).map(renderButton) };
    case 'actions': {
      const buttons = [...part.main, ...part.more];
      const main = Math.min(part.main.length, LIMITS.mainButtons);
      return {
        part: 'actions',
        main: buttons.slice(0, main).map(renderButton),
        more: buttons.slice(main, main + LIMITS.moreButtons).map(renderButton),
      };
    }
  }
}

function renderClock({ label, when, state, note }: CardClock): CardClock {
  return { label: short(label), when: short(when), state, note: short(note) };
}

/** A text of a card, cut to its limit; its direction marks turn around nothing that stands beside it. */
function shown(text: string, max: number): string {
  return balanceDirections(clip(text, max));
}

function short(text: string): string {
  return shown(text, LIMITS.fieldChars);
}

function renderButton(button: Button): ButtonView {
  const label = shown(button.label, LIMITS.buttonChars);
  return { id: buttonId(button), label, style: button.style, confirm: short(button.confirm) };
}

/** A button's id: a hash of its command and arguments, so that an outdated card cannot press another button. */
function buttonId(button: Button): string {
  const asked = JSON.stringify([button.command, Object.entries(button.args).sort()]);
  return createHash('sha256').update(asked).digest('base64url').slice(0, 16);
}

/** The button with this id on the current card; undefined if the card no longer has it. */
export function findButton(card: Card | null, id: string): Button | undefined {
  return (card?.parts ?? []).flatMap(buttonsIn).find((button) => buttonId(button) === id);
}

/** The form for the page. A `datetime` starts with its wall-clock time in `timeZone`. */
export function renderForm(formId: string, form: Form, timeZone: string): FormView {
  const { title, submit, intro } = form;
  return { formId, title, submit, intro, fields: form.fields.map((field) => renderField(field, timeZone)) };
}

function renderField(field: FormField, timeZone: string): FormField {
  const at = field.kind === 'datetime' ? Date.parse(field.initial) : Number.NaN;
  return Number.isNaN(at) ? field : { ...field, initial: wallOfInstant(at, timeZone) };
}
