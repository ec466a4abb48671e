import type { Button, Card, CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateInYear, when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import type { BookSource } from '../book/schema.ts';
import { numberedButton } from '../card/button.ts';
import { customerName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import type { NamedMatter } from '../matter/matter.ts';
import { personName } from '../person/person.ts';
import { findUnit } from '../ticket/case/unit.ts';
import { deviceLabel } from '../ticket/view/device.ts';
import { PATCH_TEXTS, type Patch, phaseOf, type Signature } from './patch.ts';
import { patchBadge } from './row.ts';

/** What a card is drawn for. */
interface Reader {
  readonly source: BookSource;
  readonly language: Language;
  readonly isCustomer: boolean;
}

/** The card of a patch: the plan, the customer's answer, the result of each device, and the reader's own buttons. */
export function patchCard(matter: NamedMatter<Patch>, reader: Reader): Card {
  const { number, subject, state } = matter;
  const { language } = reader;
  const badge = patchBadge(state, language);
  const [talk, results] = [talkOf(state, reader), resultsOf(state, reader)];
  return {
    subject,
    tone: badge.tone,
    title: t(language, 'patch.card-title', { patch: number, title: state.title }),
    badges: [badge],
    parts: [
      { part: 'fields', fields: factsOf(state, reader) },
      { part: 'divider' },
      {
        part: 'fields',
        fields: PATCH_TEXTS.flatMap((text) => fieldIn(language)(`patch-${text}`, state[text])),
      },
      ...(talk.length === 0 ? [] : ([{ part: 'divider' }, { part: 'fields', fields: talk }] as const)),
      ...(results.length === 0 ? [] : ([{ part: 'divider' }, { part: 'fields', fields: results }] as const)),
      ...actionsOf(matter, reader),
    ],
  };
}

function factsOf({ customer, devices, date, person }: Patch, { source, language, isCustomer }: Reader): CardField[] {
  const field = fieldIn(language);
  return [
    ...(isCustomer ? [] : field('customer', customerName(source, customer, language))),
    ...field('patch-devices', devices.map((each) => patchedDevice(source, customer, each, language)).join('\n')),
    ...field('date', dateInYear(language, date)),
    ...field('person', personName(source.people, person, language)),
  ];
}

/** The words for a device or a unit of it; its key if the book does not have it any more. */
export function patchedDevice(source: BookSource, customer: string, said: string, language: Language): string {
  const known = source.customers[customer];
  const found = known && findUnit(known, said);
  return found ? deviceLabel(found.device, language, found.unit) : said;
}

/** Questions with their answers, then the customer's word on the plan. */
function talkOf({ questions, answered }: Patch, reader: Reader): CardField[] {
  const { language } = reader;
  const field = fieldIn(language);
  return [
    ...questions.flatMap(({ text, answer, ...asked }) => [
      ...field('patch-question', `${text}\n${signatureOf(asked, reader)}`),
      ...field('patch-answer', answer && `${answer.text}\n${signatureOf(answer, reader)}`),
    ]),
    ...(answered
      ? field(
          answered.agreed ? 'patch-agreed' : 'patch-declined',
          [answered.reason, signatureOf(answered, reader)].filter(Boolean).join('\n'),
        )
      : []),
  ];
}

/** The change record: what was done on each device, and the customer's signature. */
function resultsOf({ customer, devices, results, signed }: Patch, reader: Reader): CardField[] {
  const { source, language } = reader;
  return [
    ...devices.flatMap((device): CardField[] => {
      const result = results[device];
      if (!result) return [];
      const word = t(language, result.done ? 'patch.result.done' : 'patch.result.failed');
      const value = [[word, result.note].filter(Boolean).join(': '), signatureOf(result, reader)].join('\n');
      return [{ label: patchedDevice(source, customer, device, language), value }];
    }),
    ...fieldIn(language)('patch-signed', signed && signatureOf(signed, reader)),
  ];
}

function signatureOf({ by, at }: Signature, { source, language }: Reader): string {
  const name = by === 'customer' ? t(language, 'audience.customer') : personName(source.people, by, language);
  return t(language, 'card.signed', { name, at: when(language, at, source.provider.timeZone) });
}

type Verb = KeyAfter<'button.patch.'>;

function actionsOf({ id, state }: NamedMatter<Patch>, { language, isCustomer }: Reader): CardPart[] {
  const phase = phaseOf(state);
  const button = (verb: Verb & KeyAfter<'button.patch.'>, style: Button['style'] = 'plain', confirm = ''): Button => {
    const made = numberedButton('patch', id, `patch.${verb}`, language, { style, confirm });
    return { ...made, args: { ...made.args, revision: String(state.revision) } };
  };
  const actions = (main: readonly Button[], more: readonly Button[] = []): CardPart[] =>
    main.length + more.length === 0 ? [] : [{ part: 'actions', main, more }];
  if (isCustomer) {
    if (phase === 'asked' || phase === 'question')
      return actions(
        [button('agree', 'primary', t(language, 'button.patch.agree.confirm')), button('decline')],
        [button('ask-question')],
      );
    return phase === 'to-sign' ? actions([button('sign', 'primary', t(language, 'button.patch.sign.confirm'))]) : [];
  }
  const cancel = button('cancel', 'plain', t(language, 'button.patch.cancel.confirm'));
  switch (phase) {
    case 'asked':
      return actions([button('revise')], [cancel]);
    case 'question':
      return actions([button('answer', 'primary'), button('revise')], [cancel]);
    case 'declined':
      return actions([button('revise', 'primary'), cancel]);
    case 'agreed':
      return actions([button('result', 'primary')], [button('revise'), cancel]);
    default:
      return [];
  }
}
