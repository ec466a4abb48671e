import { afterEach, describe, expect, it } from 'vitest';
import { type SlackPayload, signPayload } from '../../../support/slack-request.ts';
import { readFixture } from '../../contract.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

let open: Workspace | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** What the desk hears of a recorded payload. */
async function hearRecorded(name: string) {
  open = await openWorkspace();
  expect(await open.deliver(signPayload(readFixture('slack-message', name) as SlackPayload))).toBe(200);
  await open.finish();
  expect(open.heard).toHaveLength(1);
  return open.heard[0];
}

const FORWARDED = [
  'Monitoring:',
  'PSU 2 of *core-sw-1* failed',
  'https://home.slack.com/archives/CALERT/p1700000500000100',
].join('\n');

const FORWARDED_BY_ADDRESS = [
  'https://home.slack.com/archives/CALERT/p1700000500000100',
  'Monitoring:',
  'PSU 2 of *core-sw-1* failed',
].join('\n');

/** Recorded payload → the words in it. */
const WORDS: readonly (readonly [string, string])[] = [
  ['picture-with-words', 'the rack looks like this'],
  ['mention-alone', ''],
  ['emoji-at-the-beginning', ':fire: server room'],
  ['emoji-after-the-colon', ':fire: server room'],
  ['emoji-in-direct-message', ':fire: server room'],
  ['chinese-colon', '机房着火了'],
  ['comma-after-mention', 'hi the core switch is down'],
  ['groups-and-broadcasts', '@oncall @S0NET @here @channel @everyone the core switch is down'],
  ['dates', 'down since 2023-11-14 22:13 and 22:14 (https://mon.example/e/7), again 2023-11-14 22:15 UTC'],
  ['telephone-and-mail', 'call 138 0013 8000 or 110 or write to ops@client.example or our CTO (cto@client.example)'],
  [
    'code-block',
    'the switch says\n%SYS-3-CPUHOG: Task ran for 2,000 ms\n  -Process = IP Input\n  A&B <0x80>\nsince noon',
  ],
  [
    'links',
    'see the graph (https://mon.example/d/1?a=1&b=2), https://mon.example and this (slack://channel?team=T1&id=C1)',
  ],
  ['link-with-preview', 'is https://status.example yours?'],
  ['message-address-with-its-preview', 'any news? https://home.slack.com/archives/CALERT/p1700000500000100'],
  ['message-address-alone', FORWARDED_BY_ADDRESS],
  ['forward-alone', FORWARDED],
  ['forward-with-words', `is that yours?\n${FORWARDED}`],
  ['long-text-as-snippet', 'core-sw-1 down & dark\n<err> 1\n<err> 2\n<err> 3\n<err> 4 …'],
  ['about-oneself', 'cannot reach the mail server'],
  [
    'rich-text-without-text',
    [
      'Please look, @U9 & @S0NET: :fire: event 7 (https://mon.example/e/7)',
      '1. ping',
      '2. trace',
      '  • hop 3',
      'no route <to> host',
      'ping 10.0.0.1',
      '  100% loss',
    ].join('\n'),
  ],
];

describe('a message to us', () => {
  it.each(WORDS)('%s has all its words', async (name, text) => {
    expect(await hearRecorded(name)).toMatchObject({ kind: 'words', word: '', text });
    expect(open?.heard[0]).not.toHaveProperty('wordless');
    expect(open?.heard[0]).not.toHaveProperty('overheard');
  });

  it.each([
    ['picture-alone', 'file', ['rack.png']],
    ['mention-with-picture-alone', 'file', ['rack.png']],
    ['text-file-alone', 'file', ['switch.log']],
    ['video-clip', 'file', ['screen_recording.mp4']],
    ['voice-clip', 'voice', ['audio_message.m4a']],
    ['audio-file', 'voice', ['call.mp3']],
    ['file-of-another-organisation', 'file', []],
    ['forward-that-cannot-be-read', 'forward', []],
  ])('%s is one without words, of the kind %s', async (name, wordless, files) => {
    const heard = await hearRecorded(name);
    expect(heard).toMatchObject({ kind: 'words', word: '', text: '', wordless });
    expect(heard?.message?.files.map((file) => file.name)).toEqual(files);
  });

  it('brings the files of a forwarded message', async () => {
    const heard = await hearRecorded('forward-with-words');
    expect(heard?.message?.files).toMatchObject([{ name: 'psu.png', sent: { key: 'FPSU' } }]);
  });

  it('names the people that are mentioned in its blocks', async () => {
    expect(await hearRecorded('rich-text-without-text')).toMatchObject({ mentions: { '@U9': 'U9' } });
  });
});

describe('“Make this a ticket” on a message that is not plain text', () => {
  it.each([
    [
      'alert-attachment',
      [
        '@oncall please look',
        '[FIRING:1] HostDown core-sw-1 (https://alerts.example/#/1)',
        '*Description:* core-sw-1 does not answer > 5 min',
        'Severity: critical',
        'Instance: core-sw-1 (https://mon.example/h/1)',
        'Runbook (https://wiki.example/run/HostDown)',
      ],
    ],
    [
      'alert-blocks',
      [
        'Alert: disk > 90 % on db-1',
        '*/var* is at 93 % on db-1 (https://mon.example/h/db-1)',
        'Graph (https://mon.example/g/7)',
        '*Since*\n2023-11-14',
        'Host\ndb-1',
        'last hour (https://mon.example/g/7.png)',
        '/dev/sda1  93%',
        'logo (https://mon.example/i.png) rule *disk_full*',
        'Runbook (https://wiki.example/run/disk)',
      ],
    ],
    [
      'alert-blocks-in-attachment',
      ['*ConnectionError* in payments (https://sentry.example/1)', 'env | prod', 'events | 1 200'],
    ],
    ['alert-fallback-only', ['Backup of db-1 failed: no space left']],
    ['alert-text-and-attachment', ['Problem on *core-sw-1*', 'Interface Gi1/0/1 down']],
    ['alert-of-a-new-kind', ['Fan 3 stopped', 'core-sw-1', '72 °C', 'Open (https://mon.example/f/3)']],
    ['email-in-a-channel', ['Core switch down', 'Since 9:40 nothing works.\nRegards, Wang']],
    ['voice-clip-written-down', ['the core switch is down since noon']],
    ['message-with-link-preview', ['is https://status.example yours?']],
  ])('%s takes its words and links', async (name, lines) => {
    const heard = await hearRecorded(name);
    expect(heard).toMatchObject({ kind: 'button', command: 'ticket.report-message', args: { text: lines.join('\n') } });
  });
});
