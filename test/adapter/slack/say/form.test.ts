import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchOptions } from '../../../../src/adapter/slack/say/long-choice.ts';
import { renderConfirm, renderForm } from '../../../../src/adapter/slack/say/modal.ts';
import { joinParts, splitIntoParts } from '../../../../src/adapter/slack/wire/field-part.ts';
import type { Form, FormField, FormOption } from '../../../../src/chat/form.ts';
import { type Json, overrunsOfOptions, overrunsOfView } from '../../../support/slack-limits.ts';

const CONTEXT = { place: { platform: 'slack', channelId: 'C1', threadId: '' }, message: undefined };
const TEXT = {
  name: 'text',
  label: 'What happened?',
  hint: 'Up to 4,000 characters. The first line becomes the title.',
  required: true,
  initial: '',
  kind: 'text',
  maxLength: 4_000,
} as const;

function formOf(fields: readonly FormField[], more: Partial<Form> = {}): Form {
  return { command: 'ticket.report', args: {}, title: 'Report a fault', submit: 'Report', intro: '', fields, ...more };
}

/** The blocks of a form, which Slack would take. */
function blocksOf(form: Form): readonly Json[] {
  const view = renderForm(form, CONTEXT);
  expect(overrunsOfView(view as unknown as Json)).toEqual([]);
  return view.blocks as unknown as Json[];
}

/** What an untouched form sends back: name → text. */
function untouched(blocks: readonly Json[]): Record<string, string> {
  const inputs = blocks.flatMap(({ type, element }) => (type === 'input' ? [element as Json] : []));
  return Object.fromEntries(
    inputs.map(({ action_id, initial_value = '' }) => [String(action_id), String(initial_value)]),
  );
}

/** The words of a text object; empty if there is none. */
const wordsOf = (object: unknown) => String((object as Json | undefined)?.text ?? '');
const hintOf = (block: Json | undefined) => wordsOf(block?.hint);
const optionsOf = (holder: unknown) => ((holder as Json | undefined)?.options ?? []) as readonly Json[];

describe('a long text', () => {
  it('comes back from its parts as it was, wherever it is broken', () => {
    const char = fc.oneof(fc.constantFrom(' ', '\n', '~', '🔔', '漢'), fc.string({ minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(char, { maxLength: 200 }), fc.integer({ min: 2, max: 40 }), (chars, max) => {
        const text = chars.join('').toWellFormed();
        const parts = splitIntoParts('text', text, max);
        for (const part of parts) expect(part.text.length).toBeLessThanOrEqual(max);
        for (const part of parts) expect(part.text.isWellFormed()).toBe(true);
        // An empty part means that it was emptied: the break before it goes, too.
        if (parts.every((part) => part.text !== ''))
          expect(joinParts(Object.fromEntries(parts.map((part) => [part.name, part.text])))).toEqual({ text });
      }),
    );
  });

  it.each([
    [
      'lines',
      Array.from({ length: 130 }, (_, at) => `${at} core-sw-1 %LINK-3-UPDOWN: Gi1/0`)
        .join('\n')
        .slice(0, 3_900),
    ],
    ['one line without a blank', '漢'.repeat(3_900)],
    ['pairs of units', '🔔'.repeat(3_900)],
  ])('of 3,900 characters (%s) stands in several inputs and loses nothing', (_what, initial) => {
    const blocks = blocksOf(formOf([{ ...TEXT, initial }]));
    expect(joinParts(untouched(blocks))).toEqual({ text: initial });
    expect(wordsOf(blocks[1]?.label)).toMatch(/^What happened\? \(2\//);
    expect(blocks.map(({ optional }) => optional)).toEqual([false, ...blocks.slice(1).map(() => true)]);
    expect(hintOf(blocks[0])).toContain('4,000');
  });

  it('of more than the desk takes says how much of it is here, and where the rest is', () => {
    const blocks = blocksOf(formOf([{ ...TEXT, initial: 'x'.repeat(5_200) }]));
    expect(joinParts(untouched(blocks)).text).toHaveLength(4_000);
    expect(hintOf(blocks.at(-1))).toContain('first 4000 of 5200 characters');
  });

  it('that is still to be written is announced with what the input takes', () => {
    const hints = [TEXT, { ...TEXT, label: '出了什么问题', hint: '最多 4000 字，首行作为标题。' }].map((field) =>
      hintOf(blocksOf(formOf([field]))[0]),
    );
    expect(hints).toEqual([
      'Up to 3,000 characters. The first line becomes the title.',
      '最多 3000 字，首行作为标题。',
    ]);
  });

  it('may lose one of its parts to the person who edits it', () => {
    expect(joinParts({ text: '', 'text~2~line': 'b', site: 'main' })).toEqual({ text: 'b', site: 'main' });
    expect(joinParts({ 'text~3~none': 'c', text: 'a', 'text~2~space': 'b' })).toEqual({ text: 'a bc' });
    expect(joinParts({ text: 'a', 'text~2~line': '' })).toEqual({ text: 'a' });
  });
});

describe('a title or button that the frame cannot hold', () => {
  it.each([
    ['T-12 · Take back acknowledgement', 'Take back acknowledgement', 'T-12', 'Send'],
    ['T-12: what the dispatch starts', 'Go', 'T-12', 'Go'],
    [
      'I-3 · 附件：照片与备注以及其他需要补充上传的全部材料',
      '提交全部照片与备注以及其他需要补充上传的材料清单给客户',
      'I-3',
      '提交',
    ],
    ['Send the duty roster to the customer', 'Send', 'Send the duty roster to…', 'Send'],
  ])('%s stands in full above the fields', (title, submit, frame, button) => {
    const view = renderForm(formOf([TEXT], { title, submit }), CONTEXT);
    expect(overrunsOfView(view as unknown as Json)).toEqual([]);
    expect(view.title.text).toBe(frame);
    expect(view.submit?.text).toBe(button);
    expect(view.blocks[0]).toMatchObject({ type: 'header', text: { text: title } });
    if (button !== submit && !title.includes(submit))
      expect(view.blocks[1]).toMatchObject({ type: 'header', text: { text: submit } });
  });

  it('is asked about in full before it is done', () => {
    const press = { command: 'ticket.undo-acknowledge', args: {} };
    const view = renderConfirm(press, 'Take back acknowledgement', 'Sure?', CONTEXT);
    expect(overrunsOfView(view as unknown as Json)).toEqual([]);
    expect(view.submit?.text).toBe('Confirm');
    expect(view.blocks).toMatchObject([{ text: { text: 'Take back acknowledgement' } }, { text: { text: 'Sure?' } }]);
  });

  it('needs nothing above the fields otherwise', () => {
    expect(renderForm(formOf([TEXT]), CONTEXT).blocks).toMatchObject([{ type: 'input' }]);
  });
});

const DEVICES: readonly FormOption[] = Array.from({ length: 150 }, (_, at) => ({
  value: `sw-${at + 1}`,
  label: at % 2 === 0 ? `接入交换机 ${at + 1}` : `Access switch ${at + 1}`,
}));

describe('a choice', () => {
  const choice = { ...TEXT, name: 'device', label: 'Device', hint: '', kind: 'choice', options: DEVICES } as const;

  it('of 100 options is a menu of them all', () => {
    const [block] = blocksOf(formOf([{ ...choice, options: DEVICES.slice(0, 100) }]));
    expect(optionsOf(block?.element)).toHaveLength(100);
  });

  it('of more options is searched, says how many there are, and keeps what was chosen', () => {
    const [block] = blocksOf(formOf([{ ...choice, initial: 'sw-149' }]));
    expect(block?.element).toMatchObject({
      type: 'external_select',
      min_query_length: 0,
      initial_option: { value: 'sw-149' },
    });
    expect(hintOf(block)).toContain('150 to choose from');
  });

  it('shows a label that is too long in two lines', () => {
    const label = 'Distribution switch of the second machine room in the eastern building, rack 14, units 20 to 23';
    const [block] = blocksOf(formOf([{ ...choice, options: [{ value: 'sw', label }] }]));
    const [option] = optionsOf(block?.element);
    expect(`${wordsOf(option?.text)} ${wordsOf(option?.description)}`).toBe(label);
  });
});

describe('a search among options', () => {
  const search = (typed: string) => {
    const answer = searchOptions(DEVICES, typed) as Json;
    expect(overrunsOfOptions(answer)).toEqual([]);
    return answer;
  };
  const valuesOf = (answer: Json) => optionsOf(answer).map(({ value }) => value);

  it.each([
    ['交换机 149', ['sw-149']],
    ['ACCESS 150', ['sw-150']],
    ['ａｃｃｅｓｓ　switch 12', ['sw-12', 'sw-120', 'sw-122', 'sw-124', 'sw-126', 'sw-128', 'sw-112']],
    ['sw-77', ['sw-77']],
    ['router', []],
  ])('“%s” finds by label or key, in either script and case', (typed, values) => {
    expect(valuesOf(search(typed))).toEqual(values);
  });

  it('finds what is typed in full although many others begin so, and by the name in the other language', () => {
    const many = Array.from({ length: 300 }, (_, at) => ({ value: `k-${at}`, label: `Switch 1${at}` }));
    const answer = searchOptions(
      [...many, { value: 'k-x', label: 'Switch 1', also: '交换机一号' }],
      'switch 1',
    ) as Json;
    expect(optionsOf((answer.option_groups as Json[])[0])[0]).toMatchObject({ value: 'k-x' });
    expect(
      valuesOf(searchOptions([...many, { value: 'k-x', label: 'Switch 1', also: '交换机一号' }], '一号') as Json),
    ).toEqual(['k-x']);
  });

  it('shows the first hundred and says that there are more', () => {
    const { option_groups } = search('') as { option_groups: Json[] };
    expect(option_groups).toHaveLength(1);
    expect(optionsOf(option_groups[0])).toHaveLength(100);
    expect(wordsOf(option_groups[0]?.label)).toContain('150');
  });
});
