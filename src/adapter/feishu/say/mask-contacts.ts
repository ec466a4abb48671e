import type { Post } from '../../../chat/adapter.ts';

/**
 * E-mail addresses, phone numbers as written in China and abroad, numbers as long as those of identity cards or bank
 * accounts.
 */
const CONTACTS = [
  /[\w.+-]+@[\w-]+(\.[\w-]+)+/g,
  /(?<!\d)(\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g,
  /(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/g,
  /\+\d{1,3}([ -]?\d{2,5}){2,4}/g,
  /(?<!\d)\d{15,19}[\dXx]?(?!\d)/g,
];

/** The properties of a post that people read; all others are left alone. */
const WORDS = ['line', 'headline', 'text', 'title', 'label', 'value', 'when', 'note', 'confirm'];

/** The post with contact data replaced by `***`, for tenants whose data-leak check rejects it. */
export function maskContacts<T extends Pick<Post, 'card' | 'line' | 'headline' | 'translation'>>(post: T): T {
  const { card, line, headline, translation } = post;
  return { ...post, ...(walk({ card, line, ...(headline ? { headline } : {}), translation }) as Partial<T>) };
}

function walk(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return WORDS.includes(name) ? mask(value) : value;
  if (Array.isArray(value)) return value.map((each) => walk(each));
  // A button's arguments must reach the desk unchanged.
  if (typeof value !== 'object' || value === null || name === 'args') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, key)]));
}

function mask(text: string): string {
  return CONTACTS.reduce((masked, contact) => masked.replace(contact, '***'), text);
}
