import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/adapter/slack/hear/decode-text.ts';
import { renderForm } from '../../../../src/adapter/slack/say/modal.ts';
import { renderPost } from '../../../../src/adapter/slack/say/render.ts';
import { clip, splitText } from '../../../../src/adapter/slack/say/text.ts';
import { escapeText } from '../../../../src/adapter/slack/wire/escape-text.ts';
import { decodePress, encodePress } from '../../../../src/adapter/slack/wire/press.ts';
import type { Button, Card } from '../../../../src/chat/card.ts';
import type { Form } from '../../../../src/chat/form.ts';
import { overrunsOfMessage } from '../../../support/slack-limits.ts';
import { lineOf } from '../../contract.ts';

const BARE: Omit<Card, 'parts'> = { subject: 'ticket/1', tone: 'neutral', title: 'T-1', badges: [] };
const anyText = fc.string({ unit: 'grapheme', maxLength: 200 });

describe('texts', () => {
  it('are cut between characters, and end in an ellipsis only when cut', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 50 }), (text, max) => {
        const cut = clip(text, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut.isWellFormed()).toBe(true);
        if (cut !== text) expect(text.startsWith(cut.slice(0, -1)) && cut.endsWith('…')).toBe(true);
      }),
    );
  });

  it('are spread over several blocks before they are cut: 4,000 characters of a report stand whole', () => {
    const text = '漢🔔'.repeat(2_000);
    expect(splitText(text, 3_000, 3).join('')).toBe(text);
    expect(splitText(`${text}${text}`, 3_000, 3).join('')).toMatch(/…$/);
  });

  it('come back from Slack as they were escaped', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(decodeText(escapeText(text)).text).toBe(text.replace(/\r\n?/g, '\n').trim());
      }),
    );
  });
});

it('an id that Slack would not take as a user is not mentioned, so that the card and its buttons stand', () => {
  const post = { ...lineOf('Please answer.'), card: undefined, language: 'en' as const };
  expect(JSON.stringify(renderPost({ ...post, mentions: ['customer-1', 'T1/U7'] }))).toMatch(/^(?!.*customer-1).*U7/);
});

describe('buttons', () => {
  it('carry what they ask for, there and back', () => {
    const args = fc.dictionary(anyText, anyText).map((each) => ({ ...each }));
    fc.assert(
      fc.property(args, (given) => {
        const press = { command: 'ticket.assign', args: given };
        expect(decodePress(encodePress(press))).toEqual(press);
      }),
    );
    for (const foreign of ['', 'vote-1', '{}', '[]', '["a","b"]', '[1]', 'null'])
      expect(decodePress(foreign)).toBeUndefined();
  });

  it('stand as two buttons and a menu: a short one, or a list', () => {
    expect(elementsOf(4)).toEqual(['button', 'button', 'overflow']);
    expect(elementsOf(9)).toEqual(['button', 'button', 'static_select']);
  });

  it('stand beside the menu when an option cannot hold what they ask for', () => {
    const long = { ...button(9), args: { ticket: 'T-1', level: 'x'.repeat(100) } };
    expect(elementsOf(4, [long])).toEqual(['button', 'button', 'button', 'overflow']);
  });
});

describe('a card with more to do than one row or menu holds', () => {
  it('has all of it: in more menus, and in more rows', () => {
    const all = Array.from({ length: 260 }, (_, at) => button(at));
    const long = Array.from({ length: 40 }, (_, at) => ({ ...button(300 + at), confirm: 'Really? '.repeat(20) }));
    const card: Card = {
      ...BARE,
      parts: [{ part: 'actions', main: all.slice(0, 2), more: [...all.slice(2), ...long] }],
    };
    const { blocks } = renderPost({ ...lineOf(''), card });
    expect(overrunsOfMessage(blocks)).toEqual([]);
    const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    const values = elements.flatMap((element) =>
      'options' in element && element.options
        ? element.options.map(({ value }) => value)
        : 'value' in element
          ? [element.value]
          : [],
    );
    expect(values.sort()).toEqual([...all, ...long].map(encodePress).sort());
  });
});

describe('a scale', () => {
  it('is one row of its steps, each of an id of its own, whatever stands below', () => {
    const steps = [1, 2, 3, 4, 5].map(button);
    const below = { part: 'actions', main: [button(6)], more: [button(7)] } as const;
    const card: Card = { ...BARE, parts: [{ part: 'scale', steps }, below] };
    const rows = renderPost({ ...lineOf(''), card }).blocks.flatMap((block) =>
      block.type === 'actions' ? [block] : [],
    );
    expect(rows.map(({ elements }) => elements.map(({ type }) => type))).toEqual([
      ['button', 'button', 'button', 'button', 'button'],
      ['button', 'overflow'],
    ]);
    expect(overrunsOfMessage(rows)).toEqual([]);
    const values = rows[0]?.elements.map((element) =>
      'value' in element ? decodePress(element.value ?? '') : undefined,
    );
    expect(values).toEqual(steps.map(({ command, args }) => ({ command, args })));
  });
});

describe('what Slack gets', () => {
  it('for a ticket in work is this card', async () => {
    const ticket = { ticket: 'T-12' };
    const card: Card = {
      subject: 'ticket/12',
      tone: 'warn',
      title: 'T-12 · 核心交换机 <down>',
      badges: [{ text: 'Acknowledged by Li Wei', tone: 'good' }],
      parts: [
        { part: 'text', style: 'quote', text: 'Everything is dark & *hot* <!here>' },
        {
          part: 'fields',
          fields: [
            { label: 'Site', value: 'Core site' },
            { label: 'Assignee', value: 'Li Wei' },
          ],
        },
        {
          part: 'clocks',
          clocks: [
            { label: 'Respond', when: 'Mon 28 Sep 10:20', state: 'met', note: 'done 10:15' },
            { label: 'Workaround', when: 'Mon 28 Sep 11:10', state: 'running', note: '' },
          ],
        },
        { part: 'divider' },
        {
          part: 'actions',
          main: [{ label: 'Resolve', command: 'ticket.resolve', args: ticket, style: 'primary', confirm: '' }],
          more: [
            { label: 'Assign', command: 'ticket.assign', args: ticket, style: 'plain', confirm: '' },
            {
              label: '撤回响应',
              command: 'ticket.undo-acknowledge',
              args: ticket,
              style: 'plain',
              confirm: '确定撤回？',
            },
          ],
        },
      ],
    };
    const post = renderPost({ ...lineOf('Li Wei acknowledged.'), card, language: 'zh-CN', mentions: ['U1'] });
    await expect(pretty(post)).toMatchFileSnapshot('../../../fixture/golden/slack-ticket.json');
  });

  it('for a form is this modal', async () => {
    const base = { hint: '', required: true, initial: '' };
    const form: Form = {
      command: 'ticket.report',
      args: { kind: 'fault' },
      title: 'Report a fault',
      submit: 'Report',
      intro: 'What is promised depends on what you say.',
      fields: [
        { ...base, name: 'text', label: 'What happened?', kind: 'text', maxLength: 4_000 },
        { ...base, name: 'site', label: 'Where?', kind: 'choice', options: [{ value: 'main', label: 'Main site' }] },
        { ...base, name: 'to', label: 'To whom?', kind: 'choice', options: [] },
        { ...base, name: 'since', label: 'Since?', kind: 'datetime', required: false, initial: '2026-09-28T07:50:00Z' },
      ],
    };
    const place = { platform: 'slack', channelId: 'C1', threadId: '1.2' };
    await expect(pretty(renderForm(form, { place, message: undefined }))).toMatchFileSnapshot(
      '../../../fixture/golden/slack-form.json',
    );
  });
});

function button(at: number): Button {
  return { label: `Do ${at}`, command: 'ticket.do', args: { at: String(at) }, style: 'plain', confirm: '' };
}

/** The kinds of elements of a card with `count` main buttons and more in the menu. */
function elementsOf(count: number, more: readonly Button[] = []): string[] {
  const all = Array.from({ length: count }, (_, at) => button(at));
  const actions = { part: 'actions', main: all.slice(0, 2), more: [...all.slice(2), ...more] } as const;
  const card: Card = { ...BARE, parts: [actions] };
  const { blocks } = renderPost({ ...lineOf(''), card });
  return blocks.flatMap((block) => (block.type === 'actions' ? block.elements.map(({ type }) => type) : []));
}

function pretty(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
