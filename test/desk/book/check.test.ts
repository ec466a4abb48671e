import { describe, expect, test } from 'vitest';
import { mistakesIn, SMALL_BOOK, smallBookWith } from './book-files.ts';

test('the small book has no mistake', async () => {
  expect(await mistakesIn(SMALL_BOOK)).toEqual([]);
});

const LIMITS = `          - {levels: [high], within: 1h}
          - {within: 4wh}`;

describe('mistakes that the schema cannot see are refused', () => {
  test.each([
    ['policy: standard', 'policy: gold', '19 customers.acme.policy: there is no policy "gold"; allowed: standard'],
    [
      '    ladder:',
      '    officeCalendar: offices\n    ladder:',
      '15 policies.standard.officeCalendar: there is no calendar "offices"; did you mean "office"? allowed: office',
    ],
    [
      '    ladder:',
      '    reportHours: {A: nights}\n    ladder:',
      '15 policies.standard.reportHours.A: there is no calendar "nights"; allowed: office',
    ],
    [
      '    ladder:',
      '    rotation: second\n    ladder:',
      '15 policies.standard.rotation: there is no rotation "second"; allowed: primary',
    ],
    [
      'people: [boss]',
      'people: [boss, bob]',
      '15 policies.standard.ladder.people[1]: there is no person "bob"; allowed: ann, boss',
    ],
    [
      'people: [boss]',
      'urgent: [none, phone], people: [boss]',
      '15 policies.standard.ladder.urgent[1]: nobody stands there; "people" has 1, one entry each is allowed',
    ],
    [
      '          - {within: 4wh}\n    ladder: {',
      '    ladder: {hours: calendar, ',
      '14 policies.standard.ladder.hours: changes nothing: every promise of this policy is on 7×24; leave it out, or count a promise in wh or wd, or name reportHours',
    ],
    [
      'every: 30m}',
      'every: 30m, hours: office}',
      '15 policies.standard.ladder.hours: "office" is not allowed; allowed: always, calendar',
    ],
    ['people: [boss]', 'people: [boss, boss]', '15 policies.standard.ladder.people[1]: "boss" stands here twice'],
    [
      'members: [ann]',
      'members: [ann, zoe]',
      '25 rotations.primary.members[1]: there is no person "zoe"; allowed: ann, boss',
    ],
    [
      'time: "09:00"',
      'time: "24:00"',
      '25 rotations.primary.handoff.time: is the next day; write "00:00" and the next weekday',
    ],
    [
      'members: [ann]',
      'members: [ann], group: {slack: "on call"}',
      '25 rotations.primary.group.slack: "on call" is not allowed: a Slack user group is its handle, such as "on-call", or its id, such as "S0604QSJC"',
    ],
    [
      'members: [ann]',
      'members: [ann], group: {}',
      '25 rotations.primary.group: a map is not allowed: name a group: { slack: on-call }',
    ],
    [
      'members: [ann], handoff: {weekday: mon, time: "09:00"}}\nchannels:\n  team: {purpose: team, platform: slack, id: C1,',
      'members: [ann], handoff: {weekday: mon, time: "09:00"}, group: {feishu: oc_1}}\nchannels:\n  team: {purpose: team, platform: feishu, id: oc_1,',
      '25 rotations.primary.group.feishu: is the channel "team", from which people who are off duty would be removed; make a chat of its own',
    ],
    [
      'levels: [high]',
      'levels: [hihg]',
      '13 policies.standard.clocks.respond.limits[0].levels[0]: there is no level "hihg"; did you mean "high"? allowed: high, low',
    ],
    ['key: low', 'key: high', '7 policies.standard.levels[1].key: "high" stands here twice'],
    [
      LIMITS,
      '          - {within: 4wh}\n          - {levels: [high], within: 1h}',
      '14 policies.standard.clocks.respond.limits[1]: is never reached: entry 1 of the list has no conditions',
    ],
    [
      'clause: X1',
      'kind: question\n        clause: X1',
      '10 policies.standard.clocks.respond.kind: "respond" is a clock of the kind "fault"',
    ],
    ['respond:', 'answer:', '9 policies.standard.clocks.answer.kind: "answer" is a clock of the kind "question"'],
    [
      'respond:',
      'answer:\n        kind: question',
      '14 policies.standard.clocks.answer.limits[0].levels: a question has no level',
    ],
    [
      '    ladder:',
      '    outage: [{level: top, after: 2h}]\n    ladder:',
      '15 policies.standard.outage[0].level: there is no level "top"; allowed: high, low',
    ],
    [
      '    ladder:',
      '    outage: [{level: high, after: 2wd}]\n    ladder:',
      '15 policies.standard.outage[0].after: an outage lasts on the clock; allowed: a span such as 4h',
    ],
    [
      '    ladder:',
      '    outage: [{level: low, after: 4h}, {level: high, after: 2h}]\n    ladder:',
      '15 policies.standard.outage[1].level: the lines go from the most severe level down: high, low',
    ],
    [
      '    ladder:',
      '    outage: [{level: high, after: 2h}, {level: low, after: 4h}]\n    ladder:',
      '15 policies.standard.outage[1].after: is later than 2h, the line of a more severe level',
    ],
    [
      '    ladder:',
      '    outage: [{level: high}, {level: low, after: 4h}]\n    ladder:',
      '15 policies.standard.outage[1].after: is later than the first instant, the line of a more severe level',
    ],
    [
      '    ladder:',
      '    tiers: [{tier: 3, name: {zh: 三, en: Three}}, {tier: 2, name: {zh: 二, en: Two}}]\n    ladder:',
      '15 policies.standard.tiers[1].tier: tiers ascend; allowed: more than 3',
    ],
    [
      '    ladder:',
      '    stale: [{levels: [hgh], within: 2h}]\n    ladder:',
      '15 policies.standard.stale[0].levels[0]: there is no level "hgh"; did you mean "high"? allowed: high, low',
    ],
    [
      '    ladder:',
      '    planApproval: [customer, customer]\n    ladder:',
      '15 policies.standard.planApproval[1]: "customer" stands here twice',
    ],
    [
      '    ladder:',
      '    planApproval: [director]\n    ladder:',
      '15 policies.standard.planApproval[0]: nobody has the role "director" to approve a plan',
    ],
    [
      '    ladder:',
      '    undoWithin: 1wh\n    ladder:',
      '15 policies.standard.undoWithin: runs on the clock; allowed: a span such as 5m',
    ],
    [
      'policy: standard',
      'contract: {from: 2026-05-01, until: 2026-04-30}\n    policy: standard',
      '19 customers.acme.contract.until: lies before "from", 2026-05-01',
    ],
    [
      '{within: 4wh}',
      '{serviceLevels: [B, C], within: 4wh}',
      '17 customers.acme.serviceLevel: the policy promises nothing for service level "A"; allowed: B, C',
    ],
    [
      'en: Head office}}',
      'en: Head office}, travel: 1wd}',
      '20 customers.acme.sites[0].travel: a journey lasts on the clock; allowed: a span such as 90m',
    ],
    [
      '    policy: standard',
      '    policy: standard\n    devices: [{key: d1, name: {zh: 机, en: Box}, site: cellar}]',
      '20 customers.acme.devices[0].site: this customer has no site "cellar"; allowed: main',
    ],
    [
      'roles: [manager]}',
      'roles: [manager], ids: {slack: U1}}',
      '23 people.boss.ids.slack: "U1" is people.ann already',
    ],
    [
      '    policy: standard',
      '    policy: standard\n    people: [{name: {zh: 客, en: Guest}, ids: {slack: U1}}]',
      '20 customers.acme.people[0].ids.slack: "U1" is people.ann already',
    ],
    ['id: C2', 'id: C1', '28 channels.escalation.id: "C1" is the channel team already'],
    [
      'purpose: team',
      'purpose: managers',
      '26 channels: a channel with "purpose: team" is missing; nobody would hear of its notices',
    ],
    [
      'purpose: team',
      'purpose: customer',
      '27 channels.team.customer: missing; a channel with "purpose: customer" names whose it is',
    ],
    [
      'purpose: team',
      'purpose: team, customer: acme',
      '27 channels.team.customer: is for channels with "purpose: customer" alone',
    ],
    [
      'purpose: team',
      'purpose: customer, customer: acne',
      '27 channels.team.customer: there is no customer "acne"; did you mean "acme"? allowed: acme',
    ],
    [
      '[["09:00", "18:00"]]',
      '[["18:00", "09:00"]]',
      '30 calendars.office.week.mon[0]: "18:00" to "09:00" is no window: it must open before it closes',
    ],
    [
      '[["09:00", "18:00"]]',
      '[["09:00", "18:00"], ["17:00", "19:00"]]',
      '30 calendars.office.week.mon[1]: overlaps "09:00" to "18:00"',
    ],
    [
      '{week: {mon: [["09:00", "18:00"]]}}',
      '{week: {}}',
      '30 calendars.office.week: missing; a calendar has open hours on some weekday, or "always: true"',
    ],
    ['{week: {mon', '{always: true, week: {mon', '30 calendars.office.week: has no meaning beside "always: true"'],
  ])('%j → %j', async (piece, replacement, mistake) => {
    expect(await mistakesIn(smallBookWith(piece, replacement))).toContain(mistake);
  });
});

test('windows that touch, and one person in two places of a rotation, are no mistake', async () => {
  const text = smallBookWith('["09:00", "18:00"]', '["09:00", "12:00"], ["12:00", "24:00"]').replace(
    '[ann]',
    '[ann, boss, ann]',
  );
  expect(await mistakesIn(text)).toEqual([]);
});

const PROVIDER = 'provider: {name: {zh: 甲, en: Provider}';

const HIGH = '{key: high, name: {zh: 高, en: High}';

describe('calls to the person who has to respond are checked', () => {
  const steps = (...list: string[]) => `{steps: [${list.map((step) => `{${step}}`).join(', ')}]}`;
  const again = (words: string) => `{steps: [{after: 2m, way: direct}], again: {${words}}}`;
  const SPAN = 'a call comes some time later on the clock; allowed: a span such as 2m';
  const at = (field: string) => `6 policies.standard.levels[0].paging.${field}`;

  test.each([
    [
      steps('after: 2m, way: channel', 'after: 2m, way: direct'),
      at('steps[1].after: does not come after 2m, the step before'),
    ],
    [
      steps('after: 60m, way: channel', 'after: 1h, way: direct'),
      at('steps[1].after: does not come after 60m, the step before'),
    ],
    [
      steps('after: 5m, way: channel', 'after: 2m, way: direct'),
      at('steps[1].after: does not come after 5m, the step before'),
    ],
    [steps('after: 0m, way: direct'), at(`steps[0].after: "0m" is not allowed: ${SPAN}`)],
    [steps('after: -2m, way: direct'), at(`steps[0].after: "-2m" is not allowed: ${SPAN}`)],
    [steps('after: 2wh, way: direct'), at(`steps[0].after: "2wh" is not allowed: ${SPAN}`)],
    [
      steps('after: 2m, way: pager'),
      at('steps[0].way: "pager" is not allowed; allowed: channel, direct, app, sms, phone'),
    ],
    ['{steps: []}', at('steps: a list of 0 is not allowed; it needs 1 or more entries')],
    [again('every: 30s, atMost: 3'), at('again.every: "30s" is not allowed: calls are 1m apart or more')],
    [again('every: 0m, atMost: 3'), at(`again.every: "0m" is not allowed: ${SPAN}`)],
    [again('every: 5m, atMost: 0'), at('again.atMost: 0 is not allowed; it needs 1 or more')],
    [again('every: 5m, atMost: 51'), at('again.atMost: 51 is not allowed; it takes 50 or fewer')],
    [again('every: 5m'), at('again.atMost: missing; it needs a number')],
  ])('%s → %s', async (paging, mistake) => {
    expect(await mistakesIn(smallBookWith(HIGH, `${HIGH}, paging: ${paging}`))).toEqual([mistake]);
  });

  test('a level without a promise to respond has no calls, because the response ends them', async () => {
    const text = smallBookWith(HIGH, `${HIGH}, paging: ${steps('after: 2m, way: direct')}`);
    expect(await mistakesIn(text)).toEqual([]);
    expect(
      await mistakesIn(
        text.replace('- {levels: [high], within: 1h}\n          - {within: 4wh}', '- {levels: [low], within: 1h}'),
      ),
    ).toEqual([
      '6 policies.standard.levels[0].paging: never calls: calls end with the response, and "clocks.respond" has no limit for level "high"',
    ]);
  });
});

describe('B4: whom to call is checked', () => {
  test.each([
    [
      PROVIDER,
      `${PROVIDER}, mailbox: {address: help@acme.example, reader: an}`,
      '1 provider.mailbox.reader: there is no person "an"; allowed: ann, boss',
    ],
    [
      PROVIDER,
      `${PROVIDER}, mailbox: {address: help, reader: ann}`,
      '1 provider.mailbox.address: "help" is not allowed: a mailbox is written as in service@example.com',
    ],
    [
      PROVIDER,
      `${PROVIDER}, hotline: {phone: 400-000-0000, calendar: offices}`,
      '1 provider.hotline.calendar: there is no calendar "offices"; did you mean "office"? allowed: office',
    ],
  ])('%j → %j', async (piece, replacement, mistake) => {
    expect(await mistakesIn(smallBookWith(piece, replacement))).toContain(mistake);
  });

  test('a hotline and a mailbox are no mistake', async () => {
    const both = 'hotline: {phone: 400-000-0000, calendar: office}, mailbox: {address: help@acme.example, reader: ann}';
    expect(await mistakesIn(smallBookWith(PROVIDER, `${PROVIDER}, ${both}`))).toEqual([]);
  });
});
