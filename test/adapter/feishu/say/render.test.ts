import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeishuCard, renderCard } from '../../../../src/adapter/feishu/say/render.ts';
import { renderText } from '../../../../src/adapter/feishu/say/render-text.ts';
import { escapeMarkdown, guardText } from '../../../../src/adapter/feishu/say/text.ts';
import { clip } from '../../../../src/adapter/feishu/wire/clip.ts';
import { decodePress, encodeOption, encodePress } from '../../../../src/adapter/feishu/wire/press.ts';
import type { Post } from '../../../../src/chat/adapter.ts';
import type { Button, Card } from '../../../../src/chat/card.ts';
import { type Json, overrunsOfCard } from '../../../support/feishu-card-rules.ts';
import { must } from '../../../support/must.ts';
import { CARDS, lineOf } from '../../contract.ts';

const anyText = fc.string({ unit: 'grapheme', maxLength: 200 });
const NASTY =
  '<at id=all></at> <at user_id="all">x</at> **bold** [a](http://x.cn) :DONE: # head\n- item\n> quote `code`';
const ticket = { ticket: 'T-12' };
const NOON = Date.UTC(2026, 8, 28, 2, 20);

const english: Card = {
  subject: 'ticket/12',
  tone: 'warn',
  title: 'T-12 · Core switch <down>',
  badges: [{ text: 'Acknowledged by Li Wei', tone: 'good' }],
  parts: [
    { part: 'text', style: 'quote', text: NASTY },
    { part: 'text', style: 'small', text: 'Said in the support channel' },
    {
      part: 'fields',
      fields: [
        { label: 'Site', value: 'Core *site*' },
        { label: 'Assignee', value: 'Li Wei' },
      ],
    },
    {
      part: 'clocks',
      clocks: [
        { label: 'Respond', when: 'Mon 28 Sep 10:20', state: 'met', at: NOON, note: 'done 10:15' },
        { label: 'Workaround', when: 'held', state: 'paused', note: '' },
      ],
    },
    { part: 'divider' },
    { part: 'links', links: [{ label: 'The message', url: 'https://x.cn/a(b)' }] },
    {
      part: 'actions',
      main: [{ label: 'Resolve', command: 'ticket.resolve', args: ticket, style: 'primary', confirm: '' }],
      more: [
        { label: 'Assign', command: 'ticket.assign', args: ticket, style: 'plain', confirm: '' },
        { label: 'Undo', command: 'ticket.undo-acknowledge', args: ticket, style: 'plain', confirm: 'Really?' },
      ],
    },
  ],
};

/** The same card in Chinese; only users' own texts are equal. */
const chinese: Card = {
  ...english,
  title: 'T-12 · 核心交换机',
  badges: [{ text: '李伟已响应', tone: 'good' }],
  parts: english.parts.map((part) => {
    switch (part.part) {
      case 'fields':
        return {
          ...part,
          fields: part.fields.map(({ value }, at) => ({ label: ['地点', '负责人'][at] ?? '', value })),
        };
      case 'clocks':
        return { ...part, clocks: part.clocks.map((clock) => ({ ...clock, label: '时限', note: '' })) };
      case 'actions':
        return {
          ...part,
          main: part.main.map((each) => ({ ...each, label: '解决' })),
          more: part.more.map((each) => ({ ...each, label: '其他', confirm: each.confirm && '确定？' })),
        };
      default:
        return part;
    }
  }),
};
const post = (rest: Partial<Post>): Post => ({ ...lineOf(''), ...rest });

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

  it('say in markdown what they say plainly, and nothing else', () => {
    const read = (text: string) =>
      text.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code)));
    fc.assert(
      fc.property(anyText, (text) => {
        expect(read(escapeMarkdown(text))).toBe(text);
        expect(escapeMarkdown(text)).not.toMatch(/[<>*`[\]|~_]/);
      }),
    );
    expect(escapeMarkdown(NASTY)).not.toMatch(/<at|\*\*|:DONE:|^- |^> |^# /m);
  });

  it('begin no tag in a text message', () => {
    fc.assert(fc.property(anyText, (text) => !/<(?!\u2060)/.test(guardText(text))));
    expect(guardText(NASTY)).not.toMatch(/<at/);
  });
});

describe('a press', () => {
  // A schema drops this key when it reads JSON, and no command uses it.
  const name = anyText.filter((text) => text !== '__proto__');
  const args = fc.dictionary(name, anyText).map((each) => ({ ...each }));
  const card = { s: 'ticket/12', v: 'abc' };

  it('carries what it asks for, there and back, on a button and in a menu', () => {
    fc.assert(
      fc.property(args, (given) => {
        const press = { command: 'ticket.assign', args: given };
        const all = { ...press, subject: 'ticket/12', version: 'abc' };
        expect(decodePress(encodePress(press, card), undefined)).toEqual(all);
        expect(decodePress(card, encodeOption(press))).toEqual(all);
      }),
      { examples: [[Object.fromEntries([['__proto__', 'x']])]] },
    );
  });

  it.each([undefined, null, 'c', 3, [], {}, { c: '' }, { c: 1 }, { c: 'x', a: { b: 1 } }, { c: 'x', a: ['y'] }])(
    'is none as %j',
    (value) => {
      expect(decodePress(value, undefined)).toBeUndefined();
    },
  );

  it('tells a card whose buttons were changed since', () => {
    const later = { ...english, parts: english.parts.slice(0, -1) };
    const versionOf = (shown: Card) => /"v":"([^"]+)"/.exec(JSON.stringify(renderCard(post({ card: shown }))))?.[1];
    expect(versionOf(english)).toBe(versionOf({ ...english, title: 'another' }));
    expect(versionOf({ ...later, parts: [actionsOf(1)] })).not.toBe(versionOf(english));
  });
});

describe('buttons', () => {
  it('stand as two and a menu: a short one, or a list', () => {
    expect(controlsOf(actionsOf(4))).toEqual(['button', 'button', 'overflow']);
    expect(controlsOf(actionsOf(20))).toEqual(['button', 'button', 'select_static']);
  });

  it('stand beside the menu when they ask first', () => {
    const more = [...actionsOf(4).more, { ...button(9), confirm: 'Really?' }];
    expect(controlsOf({ ...actionsOf(4), more })).toEqual(['button', 'button', 'button', 'overflow']);
  });
});

describe('a scale', () => {
  const steps = [1, 2, 3, 4, 5].map(button);
  const scale = (label: (step: Button) => string): Card => ({
    ...english,
    parts: [{ part: 'scale', steps: steps.map((step) => ({ ...step, label: label(step) })) }],
  });

  it('is one row of buttons, in both languages, each of which asks for its own step', () => {
    const card = renderCard(
      post({ card: scale(({ label }) => label), translation: scale(({ label }) => `第${label}`) }),
    );
    expect(overrunsOfCard(asJson(card))).toEqual([]);
    const rows = card.body.elements.filter(({ tag }) => tag === 'column_set');
    expect(rows).toHaveLength(1);
    const row = JSON.stringify(rows[0]);
    for (const { args, label } of steps) {
      expect(row).toContain(`"a":${JSON.stringify(args)}`);
      expect(row).toContain(`第${label}`);
    }
  });

  it('with another step is another card', () => {
    const [first, ...others] = steps;
    const versionOf = (shown: readonly Button[]) =>
      /"v":"([^"]+)"/.exec(
        JSON.stringify(renderCard(post({ card: { ...english, parts: [{ part: 'scale', steps: shown }] } }))),
      )?.[1];
    expect(versionOf(steps)).not.toBe(versionOf(others));
    expect(versionOf([must(first), ...others])).toBe(versionOf(steps));
  });
});

describe('a card', () => {
  it.each(Object.entries(CARDS))('with %s is one that Feishu takes', (_name, card) => {
    expect(overrunsOfCard(asJson(renderCard(post({ card, line: 'x'.repeat(9_000), translation: card }))))).toEqual([]);
    const other = JSON.parse(JSON.stringify(card).replaceAll('漢', '漢字')) as Card;
    expect(overrunsOfCard(asJson(renderCard(post({ card, translation: other }))))).toEqual([]);
  });

  it('calls whom the post names, and nobody by the words in it', () => {
    const card = renderCard(
      post({ card: english, line: NASTY, mentions: ['home/ou_1', 'all', 'ou_2></at><at id=all'] }),
    );
    expect(overrunsOfCard(asJson(card))).toEqual([]);
    const [line] = card.body.elements;
    expect(String(line?.content).match(/<at id=[^>]*>/g)).toEqual(['<at id=ou_1>']);
  });

  it('shows people’s words as they are, in plain text', () => {
    expect(JSON.stringify(renderCard(post({ card: english })))).toContain(JSON.stringify(NASTY).slice(1, -1));
  });

  it('keeps 4,000 characters of a report whole, and shows the way to what is cut', () => {
    const full: Button = { label: 'Show all', command: 'ticket.show', args: ticket, style: 'plain', confirm: '' };
    const withText = (text: string) =>
      renderCard(post({ card: { ...english, parts: [{ part: 'text', style: 'quote', text }] }, full }));
    const whole = '汉'.repeat(4_000);
    expect(JSON.stringify(withText(whole))).toContain(whole);
    expect(JSON.stringify(withText(whole))).not.toContain('Show all');
    expect(JSON.stringify(withText(`${whole}汉`))).toContain('Show all');
  });

  it('names what it leaves out when there is too much of everything', () => {
    const parts = Array.from({ length: 400 }, () => ({ part: 'text', style: 'plain', text: 'words' }) as const);
    const card = renderCard(post({ card: { ...english, parts: [...parts, actionsOf(4)] } }));
    expect(overrunsOfCard(asJson(card))).toEqual([]);
    expect(JSON.stringify(card)).toContain('the rest is not shown');
    expect(JSON.stringify(card)).toContain('ticket.do');
  });

  it('speaks one language where the other says something else', () => {
    const other = { ...chinese, parts: chinese.parts.slice(1) };
    expect(JSON.stringify(renderCard(post({ card: english, translation: other })))).not.toContain('i18n');
  });

  it('without a card is its line', () => {
    expect(renderCard(post({ line: 'hello', mentions: ['ou_1'] })).body.elements).toEqual([
      { tag: 'markdown', content: '<at id=ou_1></at> hello' },
    ]);
  });
});

describe('what Feishu gets', () => {
  it('for a ticket in work is this card, in both languages', async () => {
    const card = renderCard(
      post({ line: 'Li Wei acknowledged.', card: english, translation: chinese, mentions: ['ou_1'] }),
    );
    expect(overrunsOfCard(asJson(card))).toEqual([]);
    await expect(pretty(card)).toMatchFileSnapshot('../../../fixture/golden/feishu-ticket.json');
  });

  it('where it takes no cards is this text', async () => {
    const text = renderText(post({ line: 'Li Wei acknowledged.', card: english, mentions: ['ou_1', 'all'] }));
    await expect(`${text}\n`).toMatchFileSnapshot('../../../fixture/golden/feishu-ticket.txt');
  });
});

function button(at: number): Button {
  return { label: `Do ${at}`, command: 'ticket.do', args: { at: String(at) }, style: 'plain', confirm: '' };
}

function actionsOf(count: number) {
  const all = Array.from({ length: count }, (_, at) => button(at));
  return { part: 'actions', main: all.slice(0, 2), more: all.slice(2) } as const;
}

/** The kinds of controls in a card with these buttons. */
function controlsOf(actions: Card['parts'][number]): string[] {
  const { body } = renderCard(post({ card: { ...english, parts: [actions] } }));
  const columns = body.elements.flatMap(
    ({ columns }) => columns as readonly { elements: readonly { tag: string }[] }[],
  );
  return columns.flatMap(({ elements }) => elements.map(({ tag }) => tag));
}

function asJson(card: FeishuCard): Json {
  return card as unknown as Json;
}

function pretty(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
