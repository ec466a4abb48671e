import { z } from 'zod';
import { t } from '../../i18n/i18n.ts';
import { isoOf } from '../../lib/instant.ts';
import { LANGUAGES } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { DEGREES, URGENCIES } from '../complaint/complaint.ts';
import { readMoment } from '../date-input.ts';
import type { Ask } from '../desk.ts';
import { OptionalText, readInput, Text } from '../input.ts';
import { MAX_LINE } from './form.ts';
import { layoutOf, type SheetField } from './layout.ts';
import type { Sheet, SheetForm } from './sheet.ts';

export const ReasonInput = z.object({ reason: Text });

/**
 * Reads the form that is meant, by key or by name in either language. Refused unless it is among those that are offered;
 * the refusal lists them.
 */
export function readForm({ asker: { language }, input }: Ask, offered: readonly SheetForm[]): Result<SheetForm> {
  const wanted = plainWord(input.form ?? '');
  const found = offered.find((form) =>
    [form, ...LANGUAGES.map((each) => t(each, `sheet.form.${form}`))].some((name) => plainWord(name) === wanted),
  );
  const names = offered.map((form) => t(language, `sheet.form.${form}`)).join(t(language, 'list.separator'));
  return found ? accept(found) : refuse('sheet.not-offered', { allowed: names });
}

/**
 * Reads what was filled in, field by field: instants become ISO text, everything else stays as written. Refused if a
 * required field is empty, a text is too long or no instant, or a quantity is no number.
 */
export function readValues(ask: Ask, form: SheetForm): Result<Sheet['values']> {
  const { fields } = layoutOf(form);
  const read = readInput(z.object(Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)]))), ask.input);
  if (!read.ok) return read;
  const values: Record<string, string> = { ...(read.value as Record<string, string>) };
  for (const { name, kind } of fields) {
    const said = values[name] ?? '';
    if (kind !== 'datetime' || said === '') continue;
    const at = readMoment(ask, name, said, { looks: name === 'solvedAt' ? 'back' : 'ahead' });
    if (!at.ok) return at;
    values[name] = isoOf(at.value);
  }
  return accept(values);
}

function schemaOf({ name, kind, required }: SheetField): z.ZodType<string> {
  if (name === 'quantity')
    return z
      .string()
      .trim()
      .regex(/^(|[1-9]\d{0,3})$/)
      .default('');
  switch (kind) {
    case 'text':
      return required ? Text : OptionalText;
    case 'urgency':
      return z.enum(URGENCIES);
    case 'degree':
      return z.enum(['', ...DEGREES]).default('');
    case 'line':
    case 'datetime':
      return z.string().default('').pipe(z.string().trim().max(MAX_LINE));
  }
}
