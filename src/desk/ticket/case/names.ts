import { t } from '../../../i18n/i18n.ts';
import { isCalled, LANGUAGES, type Language, type Named, named } from '../../../lib/language.ts';
import { parseNumbered } from '../../../lib/numbered.ts';
import { plainWord } from '../../../lib/plain-text.ts';
import { findLevel } from '../../book/book.ts';
import type { BookPolicy } from '../../book/schema.ts';
import { CONSENT_PURPOSES, type ConsentPurpose } from './record.ts';
import type { TicketId } from './ticket.ts';

/** The subject of a ticket's notices and card. */
export function subjectOf(id: TicketId): string {
  return `ticket/${id}`;
}

/**
 * The ticket that a subject belongs to: its own subject, or one that begins with it, as those of its other cards do.
 */
export function ticketOfSubject(subject: string): TicketId | undefined {
  const match = /^ticket\/(\d{1,9})(?![^/|])/.exec(subject);
  return match ? parseTicketNumber(match[1] ?? '') : undefined;
}

/** Reads a ticket number as people write it: `T-12`, `t12`, `#12`, `12`; undefined for anything else. */
export function parseTicketNumber(text: string): TicketId | undefined {
  return parseNumbered('T', text) as TicketId | undefined;
}

/** The level's name in a language, or its key if the policy does not have it. */
export function levelName(policy: BookPolicy, key: string, language: Language): string {
  const level = findLevel(policy, key);
  return level ? named(level.name, language) : key;
}

/** Finds a level by its key or by its name in either language. */
export function findLevelKey(policy: BookPolicy, word: string): string | undefined {
  return policy.levels.find(({ key, name }) => isCalled(word, key, name))?.key;
}

/** Finds a purpose of consent by its key or by its name in either language. */
export function findConsentPurpose(word: string): ConsentPurpose | undefined {
  const wanted = plainWord(word);
  return CONSENT_PURPOSES.find((purpose) =>
    [purpose, ...LANGUAGES.map((language) => t(language, `consent.${purpose}`))].some(
      (each) => plainWord(each) === wanted,
    ),
  );
}

/** A level as a choice of a form: its name and what it means. */
export function levelLabel({ name, says }: BookPolicy['levels'][number]): Named {
  return says ? { zh: `${name.zh}：${says.zh}`, en: `${name.en}: ${says.en}` } : name;
}
