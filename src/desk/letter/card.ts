import type { Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { numberedButton } from '../card/button.ts';
import { customerName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import { moreParts } from '../card/list.ts';
import type { NamedMatter } from '../matter/matter.ts';
import { personName } from '../person/person.ts';
import type { UnplacedLetter } from './letter.ts';

/** Card for our people: who wrote, why it is no case, who owes the answer. */
export function letterCard(
  { id, number, subject, state }: NamedMatter<UnplacedLetter>,
  source: BookSource,
  language: Language,
): Card {
  const { from, title, why, customer, reader, status } = state;
  const isOpen = status === 'open';
  const field = fieldIn(language);
  const fields = [
    ...field('letter-from', from),
    ...field('customer', customer === '' ? undefined : customerName(source, customer, language)),
    ...field('letter-reader', personName(source.people, reader, language)),
  ];
  const actions: CardPart[] = isOpen
    ? [
        {
          part: 'actions',
          main: [numberedButton('letter', id, 'letter.answered', language, { style: 'primary' })],
          more: [],
        },
      ]
    : [];
  return {
    subject,
    tone: isOpen ? 'neutral' : 'good',
    title: t(language, 'letter.title', { letter: number, title: title || t(language, 'letter.untitled') }),
    badges: [{ text: t(language, `letter.status.${status}`), tone: isOpen ? 'neutral' : 'good' }],
    parts: [
      { part: 'text', style: 'plain', text: t(language, `letter.why.${why}`) },
      { part: 'fields', fields },
      ...actions,
    ],
    ...(isOpen ? {} : { settled: t(language, 'letter.status.answered') }),
  };
}

/** Most rows on one card; the number of the others is shown below them. */
const MOST_ROWS = 20;

/** The mails that still wait for an answer, the oldest first. */
export function listCard(open: readonly NamedMatter<UnplacedLetter>[], source: BookSource, language: Language): Card {
  const rows = open.slice(0, MOST_ROWS).map(({ number, state: { title, from, reader } }) => ({
    label: `${number} · ${title || t(language, 'letter.untitled')}`,
    value: [from, personName(source.people, reader, language)].join(' · '),
  }));
  return {
    subject: 'letter/list',
    tone: 'neutral',
    title: t(language, 'letter.list', { count: open.length }),
    badges: [],
    parts: [
      rows.length === 0
        ? { part: 'text', style: 'plain', text: t(language, 'letter.none') }
        : { part: 'fields', fields: rows },
      ...moreParts(open.length - rows.length, language),
    ],
  };
}
