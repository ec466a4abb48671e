import { describe, expect, it } from 'vitest';
import { renderForm } from '../../../../src/adapter/feishu/say/form.ts';
import { readFormContext } from '../../../../src/adapter/feishu/wire/form-context.ts';
import { decodePress } from '../../../../src/adapter/feishu/wire/press.ts';
import type { Form } from '../../../../src/chat/form.ts';
import { type Json, overrunsOfCard } from '../../../support/feishu-card-rules.ts';

const base = { hint: '', required: true, initial: '' };
const FORM: Form = {
  command: 'ticket.report',
  args: { kind: 'fault' },
  title: 'Report a fault',
  submit: 'Report',
  intro: 'What is promised depends on what you say. <at id=all></at>',
  fields: [
    { ...base, name: 'text', label: 'What happened?', kind: 'text', maxLength: 4_000 },
    { ...base, name: 'site', label: 'Where?', kind: 'choice', options: [{ value: 'main', label: 'Main site' }] },
    { ...base, name: 'to', label: 'To whom?', kind: 'choice', options: [] },
    { ...base, name: 'since', label: 'Since?', hint: 'About', kind: 'datetime', required: false },
    { ...base, name: 'percent', label: 'How many?', kind: 'line', maxLength: 3, initial: '30' },
  ],
};
const PLACE = { platform: 'feishu', channelId: 'oc_1', threadId: 'om_1' };
const MESSAGE = {
  messageId: 'om_2',
  threadId: 'om_1',
  chatId: 'oc_1',
  files: [{ name: 'rack.png', key: '', messageId: '' }],
};

describe('a form', () => {
  it('is this card', async () => {
    const card = renderForm(FORM, { place: PLACE, message: { ...MESSAGE, files: [] } });
    expect(overrunsOfCard(card as unknown as Json)).toEqual([]);
    const pretty = `${JSON.stringify(card, null, 2)}\n`;
    await expect(pretty).toMatchFileSnapshot('../../../fixture/golden/feishu-form.json');
  });

  it.each([undefined, MESSAGE])('carries what it asks for, where, and about %j', (message) => {
    const value = sendValueOf(renderForm(FORM, { place: PLACE, message }));
    expect(decodePress(value, undefined)).toMatchObject({ command: 'ticket.report', args: { kind: 'fault' } });
    expect(readFormContext(value)).toEqual({ place: PLACE, message });
  });

  it.each([
    ['Asia/Shanghai', '2026-09-28 07:50'],
    ['America/New_York', '2026-09-27 19:50'],
    ['', undefined],
    ['Nowhere/City', undefined],
  ])('begins with an instant that is known, at the time of the reader in %s', (timeZone, begun) => {
    const since = { ...base, name: 'since', label: 'Since?', kind: 'datetime' } as const;
    const fields = [
      { ...since, initial: '2026-09-27T23:50:00.000Z' },
      { ...since, name: 'until' },
    ];
    const card = renderForm({ ...FORM, fields }, { place: PLACE, message: undefined, timeZone });
    expect(overrunsOfCard(card as unknown as Json)).toEqual([]);
    const form = card.body.elements.find(({ tag }) => tag === 'form') as { elements: readonly Json[] };
    const pickers = form.elements.filter(({ tag }) => tag === 'picker_datetime');
    expect(pickers.map(({ initial_datetime }) => initial_datetime)).toEqual([begun, undefined]);
  });

  it('says that all of a message goes into the ticket of which it shows the beginning alone', () => {
    const text = '黑屏'.repeat(900);
    const fields = FORM.fields.map((field) => (field.name === 'text' ? { ...field, initial: text } : field));
    const card = renderForm({ ...FORM, fields }, { place: PLACE, message: { ...MESSAGE, text } });
    expect(overrunsOfCard(card as unknown as Json)).toEqual([]);
    expect(JSON.stringify(card)).toContain('all of it goes into the ticket');
    expect(readFormContext(sendValueOf(card))).toEqual({
      place: PLACE,
      message: MESSAGE,
      begun: { field: 'text', shown: 1_000, most: 4_000 },
    });
    const over = '黑屏'.repeat(2_500);
    const cut = FORM.fields.map((field) => (field.name === 'text' ? { ...field, initial: over } : field));
    const told = renderForm({ ...FORM, fields: cut }, { place: PLACE, message: { ...MESSAGE, text: over } });
    expect(JSON.stringify(told)).toContain('takes 4000 characters and the message has 5000');
    const short = renderForm(FORM, { place: PLACE, message: { ...MESSAGE, text: '' } });
    expect(readFormContext(sendValueOf(short))).toEqual({ place: PLACE, message: MESSAGE });
  });

  it('keeps the keys of its message’s files, and reads forms of older versions that have names alone', () => {
    const files = [
      { name: 'rack.png', key: 'img_v3_rack', messageId: 'om_2' },
      { name: 'core.log', key: 'file_v3_log', messageId: 'om_9' },
    ];
    const value = sendValueOf(renderForm(FORM, { place: PLACE, message: { ...MESSAGE, files } }));
    expect(readFormContext(value)).toEqual({ place: PLACE, message: { ...MESSAGE, files } });
    const old = { p: 'oc_1', t: 'om_1', m: { i: 'om_2', t: 'om_1', c: 'oc_1', f: ['rack.png'] } };
    expect(readFormContext(old)).toEqual({ place: PLACE, message: MESSAGE });
  });

  it('is none of ours in any other value', () => {
    for (const value of [undefined, null, 'x', {}, { c: 'ticket.report' }, { p: '' }])
      expect(readFormContext(value)).toBeUndefined();
  });

  it('however long it is, is one that Feishu takes', () => {
    const long = '漢🔔'.repeat(5_000);
    const options = Array.from({ length: 300 }, (_, at) => ({ value: `${at}`, label: long }));
    const fields = Array.from({ length: 30 }, (_, at) => ({ ...base, name: `field${at}`, label: long, hint: long }));
    const many: Form = {
      ...FORM,
      title: long,
      submit: long,
      intro: long,
      fields: fields.map((field, at) =>
        at === 0
          ? { ...field, kind: 'choice', options }
          : { ...field, kind: 'text', maxLength: 4_000, initial: at === 1 ? long.slice(0, 900) : '' },
      ),
    };
    expect(overrunsOfCard(renderForm(many, { place: PLACE, message: undefined }) as unknown as Json)).toEqual([]);
  });
});

/** The value of the form's submit button. */
function sendValueOf(card: unknown): unknown {
  let found: unknown;
  JSON.stringify(card, (key, value) => {
    if (key === 'behaviors') found = value[0].value;
    return value;
  });
  return found;
}
