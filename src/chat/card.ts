import type { Language } from '../lib/language.ts';

/**
 * The neutral card: what a message shows, in finished words of one language. Adapters render it; nothing below
 * `adapter/` knows a platform's JSON. All texts are plain: the renderer escapes them, once.
 */
export interface Card {
  /** What the card shows; a subject seen before on a channel means refresh. */
  readonly subject: string;
  readonly tone: Tone;
  readonly title: string;
  /** Short state words beside the title ("paused", "breached"). */
  readonly badges: readonly Badge[];
  readonly parts: readonly CardPart[];
}

/** Stands for a subject's card where no person sees it. */
export function blankCard(subject: string): Card {
  return { subject, tone: 'neutral', title: subject, badges: [], parts: [] };
}

/** A card as it stands somewhere: what a platform needs to draw it there. */
export interface DrawnCard {
  readonly card: Card;
  readonly language: Language;
  /** The same card in the other language, where the platform's messages can speak both. */
  readonly translation?: Card;
  /** Shows what is cut where a platform takes no text so long; undefined: nothing does. */
  readonly full: Button | undefined;
}

export type Tone = 'neutral' | 'good' | 'warn' | 'bad';

export interface Badge {
  readonly text: string;
  readonly tone: Tone;
}

export type CardPart =
  /** A paragraph; `quote` marks a user's own words. */
  | { readonly part: 'text'; readonly text: string; readonly style: 'plain' | 'quote' | 'small' }
  | { readonly part: 'fields'; readonly fields: readonly CardField[] }
  | { readonly part: 'clocks'; readonly clocks: readonly CardClock[] }
  | { readonly part: 'links'; readonly links: readonly CardLink[] }
  | { readonly part: 'divider' }
  /** One question that a single tap answers: the steps of a scale from the lowest, all in sight side by side. */
  | { readonly part: 'scale'; readonly steps: readonly Button[] }
  /** At most two `main` buttons; the rest opens as a menu. */
  | { readonly part: 'actions'; readonly main: readonly Button[]; readonly more: readonly Button[] };

export interface CardField {
  readonly label: string;
  readonly value: string;
}

/** Leads somewhere else: an http or https address. */
export interface CardLink {
  readonly label: string;
  readonly url: string;
}

/** One promise of the contract on a card. `when` is the due instant in the reader's zone, in words. */
export interface CardClock {
  readonly label: string;
  readonly when: string;
  readonly state: 'running' | 'paused' | 'met' | 'breached';
  /** The due instant itself, for platforms that show it in each reader's zone; undefined while it is held. */
  readonly at?: number;
  /** "provisional", "late by level change", "met 12 min early" … */
  readonly note: string;
}

export interface Button {
  readonly label: string;
  /** The dotted command the press asks for, e.g. `ticket.acknowledge`. */
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  readonly style: 'primary' | 'danger' | 'plain';
  /** A question to answer before the press counts; empty: none. */
  readonly confirm: string;
}

/** Everything that can be pressed on a part of a card, in order. */
export function buttonsIn(part: CardPart): readonly Button[] {
  switch (part.part) {
    case 'actions':
      return [...part.main, ...part.more];
    case 'scale':
      return part.steps;
    default:
      return [];
  }
}
