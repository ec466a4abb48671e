import type { Language } from '../lib/language.ts';

/**
 * The neutral card: what a message shows, as finished texts in one language. Adapters render it; only they know a
 * platform's JSON. All texts are plain; the renderer escapes them once.
 */
export interface Card {
  /** What the card is about. A channel has one card per subject, which is refreshed. */
  readonly subject: string;
  readonly tone: Tone;
  readonly title: string;
  /** Short words for the state beside the title ("paused", "breached"). */
  readonly badges: readonly Badge[];
  readonly parts: readonly CardPart[];
  /** Once nothing is left to do here: what a message that names several cases says of it. Left out: something is. */
  readonly settled?: string;
}

/** A placeholder for a subject's card where no person sees it, e.g. in `simulate`. */
export function blankCard(subject: string): Card {
  return { subject, tone: 'neutral', title: subject, badges: [], parts: [] };
}

/** A card with what a platform needs to draw it. */
export interface DrawnCard {
  readonly card: Card;
  readonly language: Language;
  /** The same card in the other language, for platforms whose messages can have both. */
  readonly translation?: Card;
  /** A button that shows texts in full where the platform has to cut them; undefined: none. */
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
  /** A question answered by one tap: the steps of a scale, from the lowest, side by side. */
  | { readonly part: 'scale'; readonly steps: readonly Button[] }
  /** One of several cases: a line with its own button. `settled`: nothing is left to do, and why; empty: something is. */
  | { readonly part: 'item'; readonly text: string; readonly settled: string; readonly button?: Button | undefined }
  /** At most two `main` buttons; the others go into a menu. */
  | { readonly part: 'actions'; readonly main: readonly Button[]; readonly more: readonly Button[] };

export interface CardField {
  readonly label: string;
  readonly value: string;
}

/** A link to an http or https address. */
export interface CardLink {
  readonly label: string;
  readonly url: string;
}

/** One deadline of the contract. `when`: the due time in words, in the reader's zone. */
export interface CardClock {
  readonly label: string;
  readonly when: string;
  readonly state: 'running' | 'paused' | 'met' | 'breached';
  /** The due instant, for platforms that show it in each reader's zone; undefined while the clock is paused. */
  readonly at?: number;
  /** E.g. "provisional", "late by level change", "met 12 min early". */
  readonly note: string;
}

export interface Button {
  readonly label: string;
  /** The dotted command, e.g. `ticket.acknowledge`. */
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  readonly style: 'primary' | 'danger' | 'plain';
  /** A question to confirm before the press counts; empty: none. */
  readonly confirm: string;
}

/** All buttons of a part, in order. */
export function buttonsIn(part: CardPart): readonly Button[] {
  switch (part.part) {
    case 'actions':
      return [...part.main, ...part.more];
    case 'scale':
      return part.steps;
    case 'item':
      return part.button ? [part.button] : [];
    default:
      return [];
  }
}
