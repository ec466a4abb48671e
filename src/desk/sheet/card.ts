import type { Button, Card, CardField, CardPart, Tone } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { TextKey } from '../../lib/text-key.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import type { FormName } from '../book/form-rule.ts';
import { makeButton, numberedButton } from '../card/button.ts';
import { titleOf } from '../input.ts';
import { personName } from '../person/person.ts';
import { isTable, layoutOf } from './layout.ts';
import { isEnded, type Sheet, type SheetForm } from './sheet.ts';
import type { SheetSource, SheetView } from './source.ts';
import { shownValues } from './value.ts';

/**
 * The card of a sheet: every value of it, who signed, and the buttons of that side. Its tables are in the file. Customers
 * see no values while ours change them: they are asked again.
 */
export function sheetCard(id: number, sheet: Sheet, view: SheetView, side: 'ours' | 'customer'): Card {
  const { language } = view;
  const isHidden = side === 'customer' && sheet.status === 'open';
  const { main, more } = side === 'ours' ? ourButtons(id, sheet, language) : customerButtons(id, sheet, language);
  return {
    subject: subjectOf('sheet', id),
    tone: toneOf(sheet),
    title: sheetTitle(id, sheet, language),
    badges: [{ text: t(language, badgeOf(sheet, side)), tone: toneOf(sheet) }],
    parts: [
      isHidden
        ? { part: 'text', style: 'plain', text: t(language, 'sheet.being-changed') }
        : { part: 'fields', fields: valueFields(sheet, view) },
      ...signatureParts(sheet, view),
      { part: 'actions', main, more },
    ],
  };
}

/** `S-3 · Service record · T-12`. */
export function sheetTitle(id: number, { form, about }: Sheet, language: Language): string {
  const words = { sheet: numberOf('sheet', id), form: t(language, `sheet.form.${form}`) };
  return t(language, 'sheet.card', { ...words, about: numberOf(about.of, about.id) });
}

/** A form that is offered for a case, with its sheet if it was filled in before. */
export interface Offered {
  readonly form: SheetForm;
  readonly sheet: { readonly id: number; readonly state: Sheet } | undefined;
}

/** The forms of a case: each with its state and a button that fills it in. */
export function formsCard(source: SheetSource, offered: readonly Offered[], language: Language): Card {
  const about = numberOf(source.of, source.id);
  const fields = offered.map(({ form, sheet }) => {
    const state = t(language, `sheet.status.${sheet ? stateOf(sheet.state) : 'none'}`);
    const value = sheet ? `${numberOf('sheet', sheet.id)} · ${state}` : state;
    return { label: t(language, `sheet.form.${form}`), value };
  });
  const none: CardPart = { part: 'text', style: 'plain', text: t(language, 'sheet.list.none') };
  return {
    subject: `${subjectOf(source.of, source.id)}|forms`,
    tone: 'neutral',
    title: t(language, 'sheet.list', { about }),
    badges: [],
    parts: [
      ...(offered.length === 0 ? [none] : [{ part: 'fields', fields } as const]),
      { part: 'actions', main: offered.map(({ form }) => fillButton(source, form, language)), more: [] },
    ],
  };
}

function fillButton({ of, id }: Pick<SheetSource, 'of' | 'id'>, form: FormName, language: Language): Button {
  const label = t(language, `sheet.form.${form}`);
  return makeButton({ label, command: 'sheet.open', args: { [of]: numberOf(of, id), form } });
}

/** The state of a sheet; `unsigned`: the customer does not sign, and the manager has not yet. */
function stateOf({ status, unsigned, isDraft }: Sheet): Sheet['status'] | 'unsigned' | 'draft' {
  if (isDraft) return 'draft';
  return status === 'asked' && unsigned ? 'unsigned' : status;
}

/** The customer is told that it waits for them; why it was not signed is on the card. */
function badgeOf(sheet: Sheet, side: 'ours' | 'customer'): TextKey {
  return side === 'customer' && sheet.status === 'asked' ? 'sheet.status.asked-you' : `sheet.status.${stateOf(sheet)}`;
}

function toneOf(sheet: Sheet): Tone {
  if (isEnded(sheet)) return 'good';
  if (sheet.isDraft) return 'warn';
  return sheet.status === 'asked' ? 'warn' : 'neutral';
}

function valueFields(sheet: Sheet, view: SheetView): CardField[] {
  const { facts, sections } = layoutOf(sheet.form);
  const values = shownValues(sheet, view);
  const names = [...facts, ...sections.filter((name) => !isTable(name))];
  const fields = names.flatMap((name) => {
    const value = values[name];
    return value ? [{ label: t(view.language, `sheet.label.${name}`), value }] : [];
  });
  const { replaced } = sheet.values;
  return replaced ? [...fields, { label: t(view.language, 'sheet.label.replaced'), value: replaced }] : fields;
}

function signatureParts({ signed, unsigned, countersigned }: Sheet, { source, language }: SheetView): CardPart[] {
  const { people, provider } = source.book.source;
  const at = (instant: number) => when(language, instant, provider.timeZone);
  const name = (key: string) => personName(people, key, language);
  const lines = [
    signed && t(language, 'sheet.signed-by', { name: signed.name, at: at(signed.at) }),
    unsigned &&
      t(language, 'sheet.unsigned-by', {
        reason: titleOf(unsigned.reason).title,
        name: name(unsigned.by),
        at: at(unsigned.at),
      }),
    countersigned && t(language, 'sheet.countersigned-by', { name: name(countersigned.by), at: at(countersigned.at) }),
  ];
  return lines.flatMap((text) => (text ? [{ part: 'text', style: 'small', text } as const] : []));
}

interface Buttons {
  readonly main: Button[];
  readonly more: Button[];
}

function ourButtons(id: number, sheet: Sheet, language: Language): Buttons {
  const button = (
    verb: 'fill' | 'ask-signature' | 'no-signature' | 'countersign' | 'print',
    style: Button['style'] = 'plain',
  ) => numberedButton('sheet', id, `sheet.${verb}`, language, { style });
  const print = button('print');
  switch (stateOf(sheet)) {
    case 'draft':
      return { main: [button('fill', 'primary'), print], more: [] };
    case 'open':
      return { main: [button('ask-signature', 'primary'), button('fill')], more: [print] };
    case 'asked':
      return { main: [button('no-signature'), print], more: [button('fill')] };
    case 'unsigned':
      return { main: [button('countersign', 'primary'), print], more: [button('fill')] };
    case 'signed':
    case 'countersigned':
      return { main: [print], more: [] };
  }
}

function customerButtons(id: number, sheet: Sheet, language: Language): Buttons {
  const print = numberedButton('sheet', id, 'sheet.print', language);
  if (sheet.status !== 'asked') return { main: isEnded(sheet) ? [print] : [], more: [] };
  const confirm = t(language, 'button.sheet.sign.confirm');
  return {
    main: [numberedButton('sheet', id, 'sheet.sign', language, { style: 'primary', confirm }), print],
    more: [],
  };
}
