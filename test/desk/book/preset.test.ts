import { describe, expect, test } from 'vitest';
import { limitFor, lowestLevel } from '../../../src/desk/book/book.ts';
import { PRESETS, presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { layersOf } from '../../../src/desk/book/rotation-rule.ts';
import { type BookSource, METRICS, type Metric } from '../../../src/desk/book/schema.ts';
import { must } from '../../support/must.ts';

/**
 * The promises of docs/clauses.md, written by hand: per case the limit of each metric, in the order respond ·
 * workaround · on-site · resolve. `-`: no clock. `+travel`: plus the site's travel time.
 */
const PROMISES: Readonly<
  Record<string, readonly (readonly [level: string, service: string, km: number, limits: string])[]>
> = {
  'bureau-system': [
    ['level1', 'A', 0, '2wh - 12h 6h'],
    ['level2', 'A', 0, '2wh - 12h 6wh'],
    ['level3', 'A', 0, '4wh - 12h 12wh'],
  ],
  'security-vendor': [
    ['p1', 'A', 0, '30m - - 0wd'],
    ['p2', 'A', 0, '1wh - - 0wd'],
    ['p3', 'A', 0, '4wh - - 0wd'],
    ['p4', 'A', 0, '1wd - - 0wd'],
  ],
  'video-conference': [
    ['outage', 'A', 0, '1h - 1h+travel 24h'],
    ['partial', 'A', 800, '1h - 1h+travel -'],
  ],
  'telecom-province': [
    ['catastrophic', 'A', 0, '5m 30m 30m -'],
    ['catastrophic', 'A', 0.5, '5m 30m 1h -'],
    ['catastrophic', 'A', 100, '5m 30m 1h -'],
    ['major', 'A', 101, '5m 30m 3h -'],
    ['major', 'A', 300, '5m 30m 3h -'],
    ['severe', 'A', 301, '10m 60m 5h -'],
    ['severe', 'A', 500, '10m 60m 5h -'],
    ['severe', 'A', 501, '10m 60m - -'],
    ['general', 'A', 0, '60m - - -'],
  ],
  'network-security': [
    ['level1', 'A', 0, '- - 2h 2h'],
    ['level1', 'B', 0, '- - 4h 4h'],
    ['level1', 'C', 0, '- - 1wd 8h'],
    ['level2', 'A', 0, '- - 2h 24h'],
    ['level2', 'B', 0, '- - 4h 24h'],
    ['level2', 'C', 0, '- - 1wd 72h'],
    ['level3', 'A', 0, '- - 2h 48h'],
    ['level3', 'B', 0, '- - 4h 48h'],
    ['level3', 'C', 0, '- - 1wd 72h'],
  ],
};

const FAULT_METRICS: readonly Metric[] = ['respond', 'workaround', 'on-site', 'resolve'];

async function presetSource(name: string): Promise<BookSource> {
  return (await readBookFile(presetPath(name) ?? name)).source;
}

async function presetPolicy(name: string) {
  const { standard } = (await presetSource(name)).policies;
  if (!standard) throw new Error(`${name} has no policy "standard"`);
  return standard;
}

test('the five presets are found and sound', async () => {
  expect(PRESETS).toEqual(Object.keys(PROMISES).toSorted());
  for (const name of PRESETS) await expect(readBookFile(presetPath(name) ?? '')).resolves.toBeDefined();
});

test('a name that is no preset is left to be a path', () => {
  expect(presetPath('./my-book.yaml')).toBeUndefined();
});

describe.each(Object.entries(PROMISES))('preset %s promises', (name, cases) => {
  test.each(cases)('%s at service level %s, %d km: %s', async (level, serviceLevel, distanceKm, limits) => {
    const policy = await presetPolicy(name);
    const promised = FAULT_METRICS.map((metric) => {
      const rule = policy.clocks[metric];
      const limit = rule && limitFor(rule, { level, serviceLevel, distanceKm });
      return limit ? `${limit.within}${limit.plusTravel ? '+travel' : ''}` : '-';
    });
    expect(promised.join(' ')).toBe(limits);
  });

  test('names every level in both languages', async () => {
    const policy = await presetPolicy(name);
    expect([...new Set(cases.map(([level]) => level))]).toEqual(policy.levels.map(({ key }) => key));
    for (const { name: level, says } of policy.levels)
      expect([level.zh, level.en, says?.zh, says?.en]).not.toContain(undefined);
  });

  test('ships the sample provider', async () => {
    const { people, rotations, customers, channels, calendars } = await presetSource(name);
    const sample = customers.sample;
    expect(Object.keys(people)).toEqual(SAMPLE_PEOPLE);
    expect(Object.entries(people).every(([key, { ids }]) => ids.playground === key)).toBe(true);
    const primary = must(rotations.primary);
    const weekly = { members: ['engineer1', 'engineer2', 'engineer3'], turn: 'week', every: 1 };
    for (const layer of layersOf(primary)) expect(layer).toMatchObject({ ...weekly, weekday: 'mon', time: '09:00' });
    expect(primary.fallback).toBe('senior');
    expect(sample).toMatchObject({ policy: 'standard', serviceLevel: 'A' });
    expect(sample?.sites).toMatchObject([{ distanceKm: 0, travel: '1h' }]);
    expect(sample?.devices).toHaveLength(1);
    expect(Object.entries(channels).map(([key, { purpose }]) => `${key}: ${purpose}`)).toEqual(SAMPLE_CHANNELS);
    expect(Object.keys(calendars)).toEqual(['office', 'daily', 'always']);
  });

  test('warns at 75 %, goes up the ladder every 30 minutes, lets a mis-tap be undone for 5', async () => {
    expect(await presetPolicy(name)).toMatchObject({
      warnAtPercent: 75,
      ladder: { people: ['manager1', 'manager2', 'manager3'], every: '30m' },
      undoWithin: '5m',
      officeCalendar: 'office',
      rotation: 'primary',
    });
  });

  test('lets waiting for the customer pause workaround, on-site and resolve alone', async () => {
    const { clocks } = await presetPolicy(name);
    for (const metric of METRICS) {
      if (clocks[metric]) expect([metric, clocks[metric].pauses]).toEqual([metric, PAUSABLE.includes(metric)]);
    }
  });
});

const PAUSABLE: readonly Metric[] = ['workaround', 'on-site', 'resolve'];
const SAMPLE_CHANNELS = ['customer-sample: customer', 'team: team', 'escalation: escalation', 'managers: managers'];
const SAMPLE_PEOPLE = [
  ...['engineer1', 'engineer2', 'engineer3', 'senior', 'expert', 'director'],
  ...['manager1', 'manager2', 'manager3', 'coordinator', 'projectManager', 'desk'],
];

describe('conventions that differ between the presets', () => {
  test.each([
    ['bureau-system', 'report'],
    ['network-security', 'report'],
    ['video-conference', 'dispatch'],
    ['telecom-province', 'dispatch'],
  ])('%s starts on-site at the %s', async (name, startsAt) => {
    expect((await presetPolicy(name)).clocks['on-site']?.startsAt).toBe(startsAt);
  });

  test('bureau-system starts on-site of level 3 at the dispatch, and promises none after the warranty (A4)', async () => {
    for (const name of PRESETS) {
      const rule = (await presetPolicy(name)).clocks['on-site'];
      const isBureau = name === 'bureau-system';
      expect([name, rule?.notAfterWarranty ?? false]).toEqual([name, isBureau]);
      const own = rule?.limits.filter(({ startsAt }) => startsAt).map(({ levels, startsAt }) => [levels, startsAt]);
      expect([name, own ?? []]).toEqual([name, isBureau ? [[['level3'], 'dispatch']] : []]);
    }
  });

  test('questions are answered in time in three presets (B2, C1, D5), requirements in bureau-system alone', async () => {
    const answers: Record<string, string> = {
      'security-vendor': '0wd',
      'video-conference': '1h',
      'telecom-province': '30m',
    };
    for (const name of PRESETS) {
      const { answer, reply } = (await presetPolicy(name)).clocks;
      expect([name, answer?.limits[0]?.within]).toEqual([name, answers[name]]);
      expect([name, reply?.limits[0]?.within]).toEqual([name, name === 'bureau-system' ? '1w' : undefined]);
      expect([answer?.kind ?? 'question', reply?.kind ?? 'requirement']).toEqual(['question', 'requirement']);
    }
  });

  test('the director approves plans in telecom-province alone (D24)', async () => {
    for (const name of PRESETS) {
      const wanted = name === 'telecom-province' ? ['director', 'customer'] : ['customer'];
      expect([name, (await presetPolicy(name)).planApproval]).toEqual([name, wanted]);
    }
  });

  test('an outage raises the level in telecom-province (D1) and network-security (E1) alone', async () => {
    for (const name of ['bureau-system', 'security-vendor', 'video-conference']) {
      expect((await presetPolicy(name)).outage).toEqual([]);
    }
    expect((await presetPolicy('network-security')).outage).toEqual([
      { level: 'level1', after: '10m', affectedPercent: 0, onlyUnclassified: false },
      { level: 'level2', affectedPercent: 0, onlyUnclassified: true },
    ]);
    expect((await presetPolicy('telecom-province')).outage).toEqual([
      { level: 'catastrophic', after: '24h', affectedPercent: 30, onlyUnclassified: false },
      { level: 'major', after: '4h', affectedPercent: 30, onlyUnclassified: false },
      { level: 'severe', affectedPercent: 0, onlyUnclassified: false },
    ]);
  });

  test('telecom-province raises tiers by the clock (D11), security-vendor by hand (B3)', async () => {
    const lines = async (name: string) =>
      (await presetPolicy(name)).tiers.map(({ tier, after, from, unlessArrived }) => [
        tier,
        after,
        from,
        unlessArrived,
      ]);
    expect(await lines('telecom-province')).toEqual([
      [2, '2h', 'report', true],
      [3, '4h', 'arrive', false],
      [4, '1wd', 'report', false],
    ]);
    expect((await lines('security-vendor')).map(([tier, after]) => [tier, after])).toEqual([
      [2, undefined],
      [3, undefined],
      [4, undefined],
    ]);
    for (const name of ['bureau-system', 'video-conference', 'network-security']) expect(await lines(name)).toEqual([]);
  });

  test('silence of the staff is stale in telecom-province alone (D7)', async () => {
    for (const name of PRESETS) {
      const wanted = name === 'telecom-province' ? [{ levels: ['general'], within: '1wd' }, { within: '2h' }] : [];
      expect([name, (await presetPolicy(name)).stale]).toEqual([name, wanted]);
    }
  });

  test('hardware alone means no on-site clock in telecom-province alone (D4)', async () => {
    for (const name of PRESETS) {
      const rule = (await presetPolicy(name)).clocks['on-site'];
      expect([name, rule?.notForHardwareOnly ?? false]).toEqual([name, name === 'telecom-province']);
    }
  });

  test('network-security takes reports by service level (E3) and raises the level at a breach (E2)', async () => {
    const { reportHours, clocks } = await presetPolicy('network-security');
    expect(reportHours).toEqual({ A: 'always', B: 'daily', C: 'office' });
    expect(clocks.resolve?.onBreach).toBe('raise-level');
    for (const name of PRESETS.filter((preset) => preset !== 'network-security')) {
      const policy = await presetPolicy(name);
      expect([policy.reportHours, policy.clocks.resolve?.onBreach]).toEqual([{}, undefined]);
    }
  });

  test.each([
    ['bureau-system', undefined],
    ['security-vendor', 'quarter'],
    ['video-conference', 'year'],
    ['telecom-province', 'month'],
    ['network-security', 'quarter'],
  ])('%s inspects every %s', async (name, every) => {
    expect((await presetPolicy(name)).inspection.every).toBe(every);
  });

  test('papers are owed as the clauses say', async () => {
    const owed = async (name: string) =>
      (await presetPolicy(name)).papers.map(
        ({ paper, after, within = 'without a limit' }) => `${paper} ${within} after ${after}`,
      );
    expect(await owed('telecom-province')).toEqual([
      'fault-report 24h after resolve',
      'service-report 1wd after leave-site',
      'write-up 1w after resolve',
      'summary 5wd after month-end',
      'quarterly-analysis without a limit after quarter-end',
    ]);
    expect(await owed('network-security')).toEqual([
      'documents 5d after leave-site',
      'assessment without a limit after quarter-end',
    ]);
    expect(await owed('bureau-system')).toEqual([
      'fault-report without a limit after resolve',
      'command-log without a limit after resolve',
      'operation-analysis without a limit after quarter-end',
    ]);
    for (const name of ['security-vendor', 'video-conference']) expect(await owed(name)).toEqual([]);
  });

  test.each([
    ['bureau-system', 'level3'],
    ['security-vendor', 'p4'],
    ['video-conference', 'partial'],
    ['telecom-province', 'general'],
    ['network-security', 'level3'],
  ])('%s: a report without facts is %s', async (name, level) => {
    expect(lowestLevel(await presetPolicy(name)).key).toBe(level);
  });
});
