import type { Reply } from '../chat/reply.ts';
import type { BookSource } from '../desk/book/schema.ts';
import type { Ask } from '../desk/desk.ts';
import { listByRole, type Role } from '../desk/person/person.ts';
import { whoName } from '../desk/ticket/view/line.ts';
import { hasText, t } from '../i18n/i18n.ts';
import { refusalWords } from '../i18n/refusal.ts';
import { spanWords } from '../i18n/span.ts';
import type { Language } from '../lib/language.ts';
import type { Refusal } from '../lib/refusal.ts';

/** The names of everyone with a role. */
function holdersOf(role: string, source: BookSource, language: Language): string {
  const holders = listByRole(source.people, role as Role);
  return holders.map((key) => whoName({ source, language }, key)).join(t(language, 'list.separator'));
}

/** A value of a refusal in its reader's words: names instead of keys, spans in words, and the labels of forms or the help. */
function displayValue(key: string, value: string, source: BookSource, { asker: { language }, by }: Ask): string {
  if (key === 'by' || key === 'to') return whoName({ source, language }, value);
  if (key === 'role') return holdersOf(value, source, language);
  if (key === 'within') return spanWords(language, value);
  const called = by === 'words' ? `take.${value}` : `form.field.${value}`;
  return key === 'field' && hasText(language, called) ? t(language, called) : value;
}

/** Puts a refusal into the asker's language. */
export function refusalReply(
  { code, params }: Refusal,
  source: BookSource,
  ask: Ask,
): Extract<Reply, { kind: 'whisper' }> {
  const { language } = ask.asker;
  const names = Object.entries(refusalWords(params, language)).map(([key, value]) => [
    key,
    displayValue(key, value, source, ask),
  ]);
  const text = t(language, code, Object.fromEntries(names));
  return { kind: 'whisper', tone: 'bad', text, ...('field' in params ? { field: String(params.field) } : {}) };
}
