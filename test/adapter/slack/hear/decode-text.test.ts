import { describe, expect, it } from 'vitest';
import { markupOfBlock } from '../../../../src/adapter/slack/hear/block-markup.ts';
import { decodeText } from '../../../../src/adapter/slack/hear/decode-text.ts';
import { removeMentions } from '../../../../src/adapter/slack/hear/mention.ts';
import { markupOfMessage } from '../../../../src/adapter/slack/hear/message-words.ts';

describe('text in Slack’s markup', () => {
  it.each([
    ['```a\n  b```', 'a\n  b'],
    ['see ```a``` and ```b```\nend', 'see\na\nand\nb\nend'],
    ['see\n```\na\n```\nend', 'see\na\nend'],
    ['an open ``` fence', 'an open ``` fence'],
    ['`inline` and ``', '`inline` and ``'],
    ['```<https://a.example|a>```', 'a (https://a.example)'],
    ['<https://www.a.example/|a.example>', 'https://www.a.example/'],
    ['<https://mon.example/h/db-1|db-1>', 'db-1 (https://mon.example/h/db-1)'],
    ['<tel:+8610012|desk>', 'desk (+8610012)'],
    ['<!date^not-a-time^{date}|soon>', 'soon'],
    ['<!date^99999999999999^{date}>', ''],
    ['<#C1|general> <#C2>', '#general #C2'],
    ['&lt;!here&gt; a < b', '<!here> a < b'],
  ])('%s is read as people see it', (markup, text) => {
    expect(decodeText(markup).text).toBe(text);
  });

  it.each([
    ['<@U1>', ''],
    ['<@U1>: <@U2>', '@U2'],
    ['<@U1>:fire::fire: hot', ':fire::fire: hot'],
    ['<@U1> : status', 'status'],
    ['<@U1>: status: down', 'status: down'],
    ['first\n<@U1|desk>, second', 'first\n second'],
    ['down, <@U1>', 'down,'],
    ['<@U2>: not us', '@U2: not us'],
  ])('%s without our mention', (markup, text) => {
    expect(decodeText(removeMentions(markup, ['U1'])).text).toBe(text);
  });

  it.each([
    ['blanks', ' '.repeat(400_000)],
    ['open brackets', '<'.repeat(400_000)],
    ['fences', '``` '.repeat(100_000)],
    ['mentions', '<@U1> '.repeat(60_000)],
    ['colons', `<@U1>:${'a'.repeat(400_000)}`],
  ])('of many %s is read to its end, long before the test runs out of time', (_what, text) => {
    const parts = { text: `${text}x`, blocks: [], attachments: [], files: [], byApp: false };
    expect(decodeText(removeMentions(markupOfMessage(parts), ['U1'])).text.endsWith('x')).toBe(true);
  });

  it('does not follow blocks that are nested without end', () => {
    let block: object = { type: 'section', text: { type: 'mrkdwn', text: 'deep' } };
    for (let depth = 0; depth < 5_000; depth += 1) block = { type: 'container', elements: [block] };
    expect(markupOfBlock(block)).toEqual([]);
    for (const odd of [null, 7, 'x', [], { type: 'section', text: 7 }, { type: 'table', rows: [7] }, { elements: {} }])
      expect(markupOfBlock(odd)).toEqual([]);
  });
});
