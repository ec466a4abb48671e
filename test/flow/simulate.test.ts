import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeFolder } from '../desk/book/book-files.ts';
import { type CommandRun, ROOT, runDeskbell } from '../support/deskbell.ts';

const STORY = `book: telecom-province
start: 2026-11-23T09:30:00+08:00
until: 2026-11-24T09:00:00+08:00
customer: {site: {distanceKm: 80, travel: 1h}}
events:
  - {at: 2026-11-23T10:00:00+08:00, do: report, as: F1, level: severe, title: "core switch down"}
  - {at: 2026-11-23T10:05:00+08:00, do: confirm, on: F1}
  - {at: 2026-11-23T10:08:00+08:00, do: dispatch, on: F1}
  - {at: 2026-11-23T10:50:00+08:00, do: acknowledge, on: F1, by: engineer2}
  - {at: 2026-11-23T10:51:00+08:00, do: acknowledge, on: F1}
  - {at: 2026-11-23T11:10:00+08:00, do: propose-workaround, on: F1, text: "旁路 \\U0001F527"}
  - {at: 2026-11-24T08:59:00+08:00, do: resolve, on: F1}
  - {at: 2026-11-24T09:00:00+08:00, do: confirm, on: F1}
`;

/** A file with a scenario of these events; it is removed after the test. */
async function scenarioWith(...events: string[]): Promise<string> {
  const head = STORY.slice(0, STORY.indexOf('customer:'));
  const folder = await writeFolder({
    'story.yaml': `${head}events:\n${events.map((each) => `  - ${each}\n`).join('')}`,
  });
  return join(folder, 'story.yaml');
}

describe('deskbell simulate', () => {
  let told: CommandRun;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deskbell-story-'));
    await writeFile(join(folder, 'story.yaml'), STORY);
    told = await runDeskbell(['simulate', join(folder, 'story.yaml'), '--json']);
    await rm(folder, { recursive: true });
  });

  it('--json prints one object a line and nothing else, refused events among them, and exits 0', () => {
    expect(told).toMatchObject({ status: 0, stderr: '' });
    const lines = told.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ at, notice, refused }) => `${at.slice(5, 16)} ${notice ?? `refused ${refused}`}`)).toEqual([
      '11-23T10:00 ticket.opened',
      '11-23T10:05 refused confirm',
      '11-23T10:07 sla.warning',
      '11-23T10:08 ticket.dispatched',
      '11-23T10:45 sla.warning',
      '11-23T10:50 ticket.acknowledged',
      '11-23T10:51 refused acknowledge',
      '11-23T10:53 sla.warning',
      '11-23T11:00 sla.breached',
      '11-23T11:08 sla.breached',
      '11-23T11:10 ticket.updated',
      '11-23T11:38 sla.raised',
      '11-23T12:00 ticket.tier-raised',
      '11-23T12:08 sla.raised',
      '11-23T13:10 ticket.stale',
      '11-24T08:59 ticket.resolved',
      '11-24T09:00 ticket.closed',
      '11-24T09:00 followup.prompt',
      '11-24T09:00 paper.due',
      '11-24T09:00 paper.due',
    ]);
    expect(lines[1]).toEqual({
      at: '2026-11-23T10:05:00+08:00',
      refused: 'confirm',
      subject: 'F1',
      why: 'ticket.not-resolved',
    });
  });

  it('without --json it tells a readable timeline, in the language asked for', async () => {
    const folder = await writeFolder({ 'story.yaml': STORY });
    const path = join(folder, 'story.yaml');
    const [en, zh] = await Promise.all([
      runDeskbell(['simulate', path]),
      runDeskbell(['simulate', path, '--lang', 'zh-CN']),
    ]);
    expect(en).toMatchObject({ status: 0, stderr: '' });
    expect(en.stdout).toMatchInlineSnapshot(`
      "Monday, 23 November 2026
        10:00     F1  opened            Severe · Respond due 10:10, Workaround due 11:00 · to Li Wei  ▸ customer, team
        10:05     F1  refused: Confirm: it works  It is not resolved yet.
        10:07:30  F1  due soon          Respond due 10:10  ▸ Li Wei
        10:08     F1  dispatched        On site due 11:08, Workaround due 11:00 · by Li Wei  ▸ customer, team
        10:45     F1  due soon          Workaround due 11:00  ▸ Li Wei
        10:50     F1  acknowledged      by Zhang Min  ▸ customer, team
        10:51     F1  refused: Acknowledge  Zhang Min acknowledged it already.
        10:53     F1  due soon          On site due 11:08  ▸ Zhang Min
        11:00     F1  promise broken    Workaround due 11:00  ▸ escalation, Zhu Xiaohong
        11:08     F1  promise broken    On site due 11:08  ▸ escalation, Zhu Xiaohong
        11:10     F1  updated           Propose a workaround · by Zhang Min  ▸ team
        11:38     F1  raised            On site due 11:08  ▸ Hu Jun
        12:00     F1  support tier      2 (Senior engineer)  ▸ escalation, team, Huang Zhiqiang
        12:08     F1  raised            On site due 11:08  ▸ Guo Zhenhua
        13:10     F1  no news           since 11:10  ▸ team, Zhu Xiaohong

      Tuesday, 24 November 2026
        08:59     F1  resolved          by Zhang Min  ▸ customer, team
        09:00     F1  closed            by customer  ▸ customer, team
        09:00     F1  follow-up call    by Thu 26 Nov 08:59  ▸ Xie Ting
        09:00     F1  paper due         fault report · by Wed 25 Nov 08:59  ▸ Zhang Min
        09:00     F1  paper due         write-up of the repair · by Tue 1 Dec 08:59  ▸ Zhang Min
      "
    `);
    expect(zh.stdout).toMatchInlineSnapshot(`
      "2026年11月23日 星期一
        10:00     F1  已报障      严重故障 · 响应期限 10:10、临时解决方案期限 11:00 · 负责人：李伟  ▸ 客户、服务团队
        10:05     F1  被拒绝：确认已修复  工单尚未修复。
        10:07:30  F1  即将到期    响应期限 10:10  ▸ 李伟
        10:08     F1  已派单      到场期限 11:08、临时解决方案期限 11:00 · 李伟  ▸ 客户、服务团队
        10:45     F1  即将到期    临时解决方案期限 11:00  ▸ 李伟
        10:50     F1  已响应      张敏  ▸ 客户、服务团队
        10:51     F1  被拒绝：响应  张敏 已先响应。
        10:53     F1  即将到期    到场期限 11:08  ▸ 张敏
        11:00     F1  已超时限    临时解决方案期限 11:00  ▸ 升级通报、朱晓红
        11:08     F1  已超时限    到场期限 11:08  ▸ 升级通报、朱晓红
        11:10     F1  有进展      提出临时方案 · 张敏  ▸ 服务团队
        11:38     F1  逐级上报    到场期限 11:08  ▸ 胡军
        12:00     F1  支持升级    2 (高级工程师)  ▸ 升级通报、服务团队、黄志强
        12:08     F1  逐级上报    到场期限 11:08  ▸ 郭振华
        13:10     F1  久无进展    自 11:10 起  ▸ 服务团队、朱晓红

      2026年11月24日 星期二
        08:59     F1  已修复      张敏  ▸ 客户、服务团队
        09:00     F1  已关闭      客户  ▸ 客户、服务团队
        09:00     F1  回访        期限 11月26日周四 08:59  ▸ 谢婷
        09:00     F1  待交文档    故障处理报告 · 期限 11月25日周三 08:59  ▸ 张敏
        09:00     F1  待交文档    维修总结 · 期限 12月1日周二 08:59  ▸ 张敏
      "
    `);
  });

  it('a wrong scenario exits 2 and names file, line, field and what is allowed, all at once', async () => {
    const path = await scenarioWith(
      '{at: 2026-11-23T10:00, do: report, as: F1}',
      '{at: 2026-11-23T10:00:00+08:00, do: acknowlege, on: F1}',
      '{at: 2026-11-23T10:00:00+08:00, do: assign, on: F1}',
      '{at: 2026-11-23T10:00:00+08:00, do: update, on: F1, txt: hello}',
      '{at: 2026-11-23T10:00:00+08:00, do: set-outage, on: F1, affectedPercent: 101}',
    );
    const run = await runDeskbell(['simulate', path, '--json']);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr.replaceAll(path, 'story.yaml').replace(/allowed: report, .*/, 'allowed: report, …')).toBe(
      [
        'story.yaml:5: events[0].at: "2026-11-23T10:00" is not allowed: an instant with its zone: 2026-09-28T08:10:00+08:00',
        'story.yaml:6: events[1].do: unknown verb "acknowlege"; did you mean "acknowledge"? allowed: report, …',
        'story.yaml:7: events[2].to: missing; it needs a text',
        'story.yaml:8: events[3].txt: unknown field "txt" here; did you mean "text"? allowed: do, at, by, on, text',
        'story.yaml:9: events[4].affectedPercent: 101 is not allowed; it takes 100 or fewer',
        '',
      ].join('\n'),
    );
  });

  it('names that the book does not know exit 2 with those it knows', async () => {
    const path = await scenarioWith(
      '{at: 2026-11-23T10:00:00+08:00, do: report, as: F1, level: p1}',
      '{at: 2026-11-23T09:00:00+08:00, do: acknowledge, on: F2, by: nobody}',
      '{at: 2026-11-23T10:00:00+08:00, do: report, as: F1}',
    );
    const run = await runDeskbell(['simulate', path]);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    const told = run.stderr
      .replaceAll(path, 'story.yaml')
      .replace(/customer, engineer1.*/, 'customer, …')
      .split('\n');
    expect(told).toEqual([
      'story.yaml:5: events[0].level: "p1" is not allowed; allowed: catastrophic, major, severe, general',
      'story.yaml:6: events[1].at: before the start of the run, 2026-11-23T09:30:00+08:00',
      'story.yaml:6: events[1].by: "nobody" is not allowed; allowed: customer, …',
      'story.yaml:6: events[1].on: "F2" is not allowed; allowed: F1',
      'story.yaml:7: events[2].as: "F1" is taken by an earlier event',
      '',
    ]);
  });

  it('an unknown verb is refused, with those that are allowed', async () => {
    const verbs = ['complane', 'inspect'];
    const path = await scenarioWith(...verbs.map((verb) => `{at: 2026-11-23T10:00:00+08:00, do: ${verb}, on: F1}`));
    const run = await runDeskbell(['simulate', path]);
    expect(run.status).toBe(2);
    for (const verb of verbs)
      expect(run.stderr).toMatch(new RegExp(`\\.do: unknown verb "${verb}"; .*allowed: report, acknowledge, `));
  });

  it.each([
    ['a file that is not there', undefined, 'no such file'],
    ['a file that is no YAML', 'events: [', 'story.yaml:'],
    ['an empty file', '', 'story.yaml:1: a scenario is a map of book, start, until, customer, plans, events'],
    [
      'a book that is not there',
      STORY.replace('telecom-province', 'telecom-provinz'),
      'story.yaml:1: book: "telecom-provinz" is no preset and no file; did you mean "telecom-province"? allowed: bureau-system, network-security, security-vendor, telecom-province, video-conference, or the path of a service book, relative to this file',
    ],
    [
      'a run that ends before it starts',
      STORY.replace('until: 2026-11-24', 'until: 2026-11-22'),
      'story.yaml:3: until: the run ends before it starts; it needs an instant at or after start',
    ],
  ])('%s exits 2 and says which', async (_, text, message) => {
    const folder = await writeFolder(text === undefined ? {} : { 'story.yaml': text });
    const run = await runDeskbell(['simulate', join(folder, 'story.yaml'), '--json']);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });

  it('a book given by path, relative to the scenario, counts like the preset, even where no preset is left', async () => {
    const folder = await writeFolder({ 'by-name.yaml': STORY });
    await mkdir(join(folder, 'book'));
    await mkdir(join(folder, 'story'));
    await cp(join(ROOT, 'presets/telecom-province.yaml'), join(folder, 'book/province.yaml'));
    const byPath = STORY.replace('telecom-province', '../book/province.yaml');
    await writeFile(join(folder, 'story/by-path.yaml'), byPath);
    const bare = join(folder, 'deskbell');
    for (const part of ['src', 'prisma', 'package.json'])
      await cp(join(ROOT, part), join(bare, part), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(bare, 'node_modules'));

    const [path, gone] = await Promise.all([
      runDeskbell(['simulate', join(folder, 'story/by-path.yaml'), '--json'], bare),
      runDeskbell(['simulate', join(folder, 'by-name.yaml'), '--json'], bare),
    ]);
    expect(path).toEqual(told);
    expect(gone).toMatchObject({ status: 2, stdout: '' });
  });
});
