import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateInYear } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { nameWithPhone } from '../contact/contact.ts';
import type { Attendance } from './attendance.ts';

/** Card with who is at hand on which day, with phone numbers; `person`: only the days of that person. */
export function attendanceCard(
  subject: string,
  { about, from, days }: Attendance,
  source: BookSource,
  language: Language,
  person?: string,
): Card {
  const shown = days.filter((day) => person === undefined || day.person === person);
  const title = t(language, person === undefined ? 'attendance.title' : 'attendance.own-title');
  return {
    subject,
    tone: 'neutral',
    title: [title, about].filter(Boolean).join(' · '),
    badges: [{ text: t(language, 'attendance.go-live', { date: dateInYear(language, from) }), tone: 'neutral' }],
    parts: [
      { part: 'text', style: 'plain', text: t(language, person === undefined ? 'attendance.intro' : 'attendance.own') },
      {
        part: 'fields',
        fields: shown.map((day) => ({
          label: dateInYear(language, day.date),
          value: nameWithPhone(source, day.person, language),
        })),
      },
    ],
  };
}
