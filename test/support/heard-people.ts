import type { Delivery } from '../../src/chat/intake.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { TextKey } from '../../src/lib/text-key.ts';

/** People who speak freely on Slack and Feishu alike, for the tests of what is heard. */

/**
 * Who speaks: the customer's people `reporter` and `colleague`, of another organisation than ours, and `member`, whose account
 * is in our own; `rival`, of another customer; or one of ours, by the key in the book.
 */
export type Speaker = string;

export const OUTSIDERS = ['reporter', 'colleague', 'rival'] as const;

/** Where and how something is said. Left out: in the customer's channel, to Deskbell. */
export interface Saying {
  /** A key of the book's channels; `direct`: in the person's direct messages. */
  readonly in?: string;
  /** The thread, by the platform's id of its first message. */
  readonly thread?: string;
  /** Without a mention. */
  readonly overheard?: true;
  /** Pictures that stand with it, by their names; Feishu calls each of them `img`. */
  readonly files?: readonly string[];
  /** The platform's id of the message, to deliver the same again. Left out: a new one. */
  readonly id?: string;
}

/** Something that one person alone was shown: a card, a line, or what a press was answered with. */
export interface Shown {
  readonly words: string;
  /** The labels of its buttons, and of the options of its menus. */
  readonly labels: readonly string[];
  /** What a press on the button of this label sends, as the platform's own field has it. */
  press(label: string): object;
}

/** What became of something that was said or pressed. */
export interface Became {
  /** The platform's id of the message. */
  readonly id: string;
  /** What the person alone was shown, in order. */
  readonly shown: readonly Shown[];
}

/** A whole house on one platform, reached by nothing but the platform's own payloads. */
export interface HeardHouse {
  say(by: Speaker, text: string, saying?: Saying): Promise<Became>;
  /** A message without words: `file`, `voice`, `sticker`, `place`, `card`, `forward` or `other`. */
  send(by: Speaker, kind: string, saying?: Saying): Promise<Became>;
  /** `/fault …`, `/desk …` */
  slash(by: Speaker, word: string, text: string, saying?: Saying): Promise<Became>;
  /** Presses the button of this label on what was shown to a person. `change` forges what the press sends. */
  press(by: Speaker, shown: Shown, label: string, change?: (sent: string) => string): Promise<Became>;
  /** Fills these words into the report's form that was shown last, and sends it. */
  fill(by: Speaker, shown: Became, text: string): Promise<Became>;
  /** Opens the form of `/fault`, fills in these words and sends it. */
  fillReport(by: Speaker, text: string): Promise<Became>;
  /** What our messages in a channel say, in order; a card as it is now. */
  posts(channel: string): readonly string[];
  /** The direct messages with a person. */
  direct(person: Speaker): readonly string[];
  /** The thread in which the ticket's card stands in a channel. */
  threadOf(ticket: string, channel?: string): Promise<string>;
  /** Everything that was sent to the platform with one of these words in it, and reached others than `readers`. */
  leaks(words: RegExp, readers: readonly Speaker[]): readonly string[];
  query<T>(statement: string): Promise<readonly T[]>;
  forward(hours: number): Promise<void>;
  /** Sends what is owed: also what no turn of the desk sent by itself. */
  deliver(): Promise<unknown>;
  close(): Promise<void>;
}

export interface HeardOptions {
  readonly language: 'en' | 'zh-CN';
  /** Changes the book, whose customer knows `reporter` and `colleague`. */
  readonly change?: (book: BookSource) => BookSource;
  /** Feishu does not let us write to the customer's people in direct chats. */
  readonly keepsOutsidersApart?: true;
  /** Deliveries that a fault of the adapter keeps from the desk. */
  readonly isUnreadable?: (delivery: Delivery) => boolean;
}

/** The customer's people by name, so that they are known in direct messages too. */
export function knowing(platform: 'slack' | 'feishu', idOf: (speaker: Speaker) => string) {
  return (book: BookSource): BookSource => {
    const { sample } = book.customers;
    if (!sample) throw new Error('not a preset with the sample customer');
    const people = ['reporter', 'colleague', 'member'].map((key) => ({
      name: { zh: key, en: key },
      ids: { [platform]: idOf(key) },
    }));
    return { ...book, customers: { ...book.customers, sample: { ...sample, people: [...sample.people, ...people] } } };
  };
}

/** The label that a button has on what was shown, in either language: a person is answered in that of their words. */
export function labelOn({ labels }: Shown, key: TextKey, params: Record<string, string> = {}): string {
  const called = calledBy(key, params);
  const found = labels.find((label) => called.some((each) => isCalled(label, each, params)));
  if (found === undefined) throw new Error(`no “${called.join('”, “')}” but “${labels.join('”, “')}”`);
  return found;
}

/** The card among what was shown that has this button. Throws if there is none. */
export function cardWith({ shown }: Became, key: TextKey, params: Record<string, string> = {}): Shown {
  const called = calledBy(key, params);
  const found = shown.find(({ labels }) =>
    labels.some((label) => called.some((each) => isCalled(label, each, params))),
  );
  if (!found) throw new Error(`no “${called.join('”, “')}” on “${shown.map(({ words }) => words).join('”, “')}”`);
  return found;
}

/** A label in both languages. A ticket's title that is not given is left out at its end. */
function calledBy(key: TextKey, params: Record<string, string>): string[] {
  return (['en', 'zh-CN'] as const).map((language) => t(language, key, { title: '', ...params }).trim());
}

function isCalled(label: string, called: string, params: Record<string, string>): boolean {
  return label === called || (params.ticket !== undefined && params.title === undefined && label.startsWith(called));
}

/** All that the person was shown. */
export function wordsOf({ shown }: Became): string {
  return shown.map(({ words }) => words).join('\n');
}

/** Whether a text has this one of ours in it, in either language. */
export function says(words: string, key: TextKey, params: Record<string, string> = {}): boolean {
  return (['en', 'zh-CN'] as const).some((language) => words.includes(t(language, key, params)));
}
