import type { Finding } from '../chat/check.ts';
import { type TextParams, t } from '../i18n/i18n.ts';
import { isoInZone } from '../i18n/when.ts';
import type { Language } from '../lib/language.ts';

const SIGNS: Readonly<Record<Finding['level'], string>> = { ok: '✓', note: '·', warning: '!', wrong: '✗' };

/** Where nothing can be known for want of settings, or of a book. */
const UNREADABLE = ['doctor.settings.bad', 'doctor.book.bad'];

/** One line for a person. */
export function lineOf(finding: Finding, language: Language): string {
  return `${SIGNS[finding.level]} ${textOf(finding, language)}`;
}

/** One line for a program: `code` and `params` stay, `text` may change. */
export function jsonLineOf(finding: Finding, language: Language): string {
  const { level, code } = finding;
  return JSON.stringify({ level, code, params: shownParams(finding), text: textOf(finding, language) });
}

/** How many things are wrong, and how many not as meant. */
export function sumOf(findings: readonly Finding[], language: Language): string {
  const count = (level: Finding['level']) => findings.filter((each) => each.level === level).length;
  return t(language, 'doctor.sum', { wrong: count('wrong'), warnings: count('warning') });
}

/** The exit status: 2 settings or book unreadable, 1 something wrong, 0 otherwise. */
export function statusOf(findings: readonly Finding[]): 0 | 1 | 2 {
  if (findings.some(({ code }) => UNREADABLE.includes(code))) return 2;
  return findings.some(({ level }) => level === 'wrong') ? 1 : 0;
}

function textOf(finding: Finding, language: Language): string {
  const { check } = finding.params;
  const named = check === undefined ? {} : { check: t(language, `doctor.check.${check}`) };
  return t(language, finding.code, { ...shownParams(finding), ...named });
}

/** Instants as this machine's clock on the wall shows them, with its offset. */
function shownParams({ params }: Finding): TextParams {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const shown = Object.entries(params).map(([name, value]) => {
    const isInstant = name.endsWith('At') && typeof value === 'number';
    return [name, isInstant ? isoInZone(value, timeZone) : value];
  });
  return Object.fromEntries(shown);
}
