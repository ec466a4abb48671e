import type { Button, Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateInYear, when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import { makeButton, numberedButton } from '../card/button.ts';
import { customerName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import { moreParts } from '../card/list.ts';
import { personName } from '../person/person.ts';
import { type NumberedRecord, newestFirst, type RecordReader, recordDevice, recordRow } from './row.ts';

/** The card of one record. Our people see whether the customer may read it, and may change that. */
export function recordCard({ id, state }: NumberedRecord, { source, staff, language }: RecordReader): Card {
  const { kind, title, version, date, text, files, by, at, isGiven, customer } = state;
  const field = fieldIn(language);
  const signed = t(language, 'card.signed', {
    name: personName(source.people, by, language),
    at: when(language, at, source.provider.timeZone),
  });
  return {
    subject: subjectOf('file', id),
    tone: 'neutral',
    title: `${numberOf('file', id)} · ${t(language, `file.kind.${kind}`)} · ${title}`,
    badges: staff ? [{ text: t(language, isGiven ? 'file.is-given' : 'file.is-inside'), tone: 'neutral' }] : [],
    parts: [
      {
        part: 'fields',
        fields: [
          ...(staff ? field('customer', customerName(source, customer, language)) : []),
          ...field('device', recordDevice(source, state, language)),
          ...field('file-version', version),
          ...field('date', dateInYear(language, date)),
          ...field('file-by', signed),
          ...field('file-names', files.map(({ name }) => `📎 ${name}`).join('\n')),
        ],
      },
      ...(text === '' ? [] : [{ part: 'text', style: 'plain', text } as const]),
      { part: 'actions', ...buttonsOf({ id, state }, staff, language) },
    ],
  };
}

function buttonsOf({ id, state }: NumberedRecord, staff: boolean, language: Language) {
  const button = (verb: KeyAfter<'button.file.'> & string, style: Button['style'] = 'plain', confirm = '') =>
    numberedButton('file', id, `file.${verb}` as 'file.send', language, { style, confirm });
  const send = state.files.length > 0 ? [button('send', 'primary')] : [];
  if (!staff) return { main: send, more: [] };
  const give = state.isGiven ? button('withhold') : button('give', 'plain', t(language, 'button.file.give.confirm'));
  return { main: [...send, give], more: [button('remove', 'plain', t(language, 'button.file.remove.confirm'))] };
}

/** Most rows on one card; the number of the others is shown below them. */
const MAX_ROWS = 20;

/** The list of records, the newest day first, with a button for a new one where our people read it. */
export function recordListCard(
  listed: readonly NumberedRecord[],
  reader: RecordReader,
  customer: string | undefined,
): Card {
  const { language, staff } = reader;
  const label = t(language, 'button.file.add');
  const args = customer === undefined ? {} : { customer };
  return {
    subject: 'file/list',
    tone: 'neutral',
    title: t(language, 'file.list', { count: listed.length }),
    badges: [],
    parts: [
      listed.length === 0
        ? { part: 'text', style: 'plain', text: t(language, 'file.none') }
        : {
            part: 'fields',
            fields: newestFirst(listed)
              .slice(0, MAX_ROWS)
              .map((each) => recordRow(each, reader)),
          },
      ...moreParts(listed.length - MAX_ROWS, language),
      ...(listed.length > 0 ? [{ part: 'text', style: 'small', text: t(language, 'file.how-to-open') } as const] : []),
      ...(staff
        ? [
            {
              part: 'actions',
              main: [makeButton({ label, command: 'file.add', args, style: 'primary' })],
              more: [],
            } as const,
          ]
        : []),
    ],
  };
}
