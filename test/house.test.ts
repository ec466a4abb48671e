import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BookSource } from '../src/desk/book/schema.ts';
import { brokenDoors, DOORS, FEATURES, findCycles, roomOf } from './house/doors.ts';
import { ROOT, readSources, readTable, type Source } from './house/sources.ts';

const SOURCES = readSources();

/** Pure decisions: no waiting, no clock of their own, no database. */
const HEARTS =
  /^src\/desk\/(ticket\/(case\/(ticket|fold|update|plan|pause|record|consent|incident)|clock\/[a-z-]+|verb\/[a-z-]+)|assurance\/assurance|appointment\/appointment|inspection\/(inspection|chain|step|report-step|feedback|lapse|plan|terms|audience)|oncall\/(oncall|timetable)|complaint\/(complaint|access|step)|followup\/followup|paper\/(paper|check|month|layout)|book\/book|person\/person|sla\/.+)\.ts$/;

const NOT_FOR_HEARTS = ['db', 'outbox', 'i18n'];

/** The only files that open a transaction; the rest is handed one, so that one turn is one transaction. */
const OPENERS: Readonly<Record<string, string>> = {
  'src/doctor/holidays.ts': 'loads public holidays from the command line, as a press in chat does',
  'src/intake/give-up.ts': 'a delivery is given up and its sender is owed an apology, both or neither',
  'src/web-door.ts': 'a page fetches a file, a calendar reads who has the bell',
  'src/api/guard.ts': 'a token is looked up',
  'src/api/reading.ts': 'a request of the API is read',
  'src/api/write.ts': 'what a request of the API did is remembered',
  'src/hook/take.ts': 'alerts of a monitoring system are remembered',
  'src/control/tokens.ts': 'tokens of the API, from the command line',
  'src/control/links.ts': 'links are ended from the command line',
  'src/events/state.ts': 'a webhook is disabled, enabled or gets another secret: its row and its entry in the log',
  'src/start-record.ts': 'the settings that the desk starts with are compared with those of the start before',
  'src/control/replay-events.ts': 'events are owed to a webhook again, from the command line, a page at a time',
  'src/control/webhooks.ts': 'webhooks of the book in force, from the command line',
  'src/events/webhooks.ts':
    'reads the book in force before a message is sent to a webhook that the book before had not',
  'src/webhook-wiring.ts': 'directors are told of a webhook that fails',
  'src/events/owe.ts': 'wraps the transactions of others, so that webhooks are told what they logged',
  'src/book-in-force.ts': 'puts the book in force as the desk starts, pins its report cards, and follows it',
  'src/control/apply-book.ts': 'applies a book from the command line, as a press in chat does',
  'src/control/privacy/forget.ts': 'a person or customer is forgotten, from the command line, a case at a time',
  'src/control/privacy/nightly.ts': 'every night what was kept long enough goes, a slice at a time',
  'src/control/privacy/person.ts': 'all about one person is gathered for the command line',
  'src/control/replay.ts': 'a month is replayed for the command line: the book in force, then logs a page at a time',
  'src/board-door.ts': 'a page of the board is read, and its session opened or ended',
  'src/control/take-away/data.ts': 'commands of the command line: lists and cases, a page at a time',
  'src/clock/older-tickets.ts': 'makes tickets findable that are older than the search, a few at a time',
  'src/clock/tick.ts': 'a turn of the clock',
  'src/command/dispatch.ts': "a person's turn",
  'src/simulate/run.ts': 'puts the book in force before the story',
};

/** The only files that may ask what time it really is, and why. */
const EDGES: Readonly<Record<string, string>> = {
  'src/wall-clock.ts': 'is the real clock, which the wiring hands to everything below',
  'src/clock/ticking.ts': 'the monotonic clock that paces the tick',
  'src/db/lock.ts': 'the heartbeat of the data directory is real time',
  'src/db/holder.ts': 'tells a dead holder by the silence of its heartbeat',
  'src/simulate/book-diff-command.ts': 'duty is compared from now on',
  'src/simulate/oncall-command.ts': 'absences are read from today on',
  'src/adapter/playground/page/api.js': 'the browser stamps what it sends',
};

const MOST_LINES = 250;
/** Longer files, and why they stay whole. */
const LONG: Readonly<Record<string, string>> = {
  'src/adapter/playground/page/texts.js': "one table: the page's texts in both languages",
};

const LOOKS_FOR_TIME = /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date\b(?!\()|\bperformance\.now\b/;
const VAGUE_NAMES = [
  'util',
  'utils',
  'helper',
  'helpers',
  'type',
  'types',
  'manager',
  'service',
  'common',
  'misc',
  'index',
];

function pathsOf(broken: (source: Source) => boolean): string[] {
  return SOURCES.filter(broken).map(({ path }) => path);
}

describe('the house', () => {
  it('lets rooms and features import through their doors only', () => {
    expect(brokenDoors(SOURCES)).toEqual([]);
  });

  it('shows its doors on the map as they are', () => {
    const said = (others: readonly string[] | 'every room') =>
      others === 'every room' ? others : others.map((other) => `\`${other}\``).join(' ') || '–';
    expect(readTable('docs/map.md')).toEqual(
      Object.entries(DOORS).map(([room, others]) => [`\`${room}\``, said(others)]),
    );
  });

  it('has no file that leads back to itself', () => {
    expect(findCycles(SOURCES)).toEqual([]);
  });

  it('has the rooms, features and file names of its map', () => {
    expect(pathsOf(({ path }) => !(roomOf(path) in DOORS))).toEqual([]);
    const features = globSync('src/desk/*/', { cwd: ROOT }).map((path) => basename(path));
    expect(features.filter((feature) => !FEATURES.includes(feature))).toEqual([]);
    const misnamed = ({ path }: Source) =>
      path.split('/').some((part) => {
        const name = part.replace(/\.(ts|js)$/, '');
        return !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || VAGUE_NAMES.includes(name);
      });
    expect(pathsOf(misnamed)).toEqual([]);
  });

  it('names what it exports, and never hands on whole files', () => {
    expect(pathsOf(({ code }) => /^export (default|\*)/m.test(code))).toEqual([]);
  });

  it('decides without waiting, without a clock, a database or words', () => {
    const hearts = SOURCES.filter(({ path }) => HEARTS.test(path));
    expect(hearts.length).toBeGreaterThan(20);
    const impure = hearts.filter(
      ({ code, imports }) =>
        /\bawait\b/.test(code) ||
        LOOKS_FOR_TIME.test(code) ||
        imports.some(({ to }) => NOT_FOR_HEARTS.includes(roomOf(to))),
    );
    expect(impure.map(({ path }) => path)).toEqual([]);
  });

  it('asks what time it is at its edges only', () => {
    const asking = pathsOf(({ code }) => LOOKS_FOR_TIME.test(code));
    expect(asking).toEqual(Object.keys(EDGES).sort());
  });

  it('opens transactions where turns begin only', () => {
    const opening = pathsOf(({ path, code }) => roomOf(path) !== 'db' && /\.transaction\(|\bwithTurn\(/.test(code));
    expect(opening).toEqual(Object.keys(OPENERS).sort());
  });

  it('knows no preset by its name and no level by its key', () => {
    const files = globSync('presets/*.yaml', { cwd: ROOT });
    expect(files.length).toBeGreaterThanOrEqual(5);
    const presets = files.map((file) => basename(file, '.yaml'));
    const levels = files.flatMap((file) => levelKeys(join(ROOT, file)));
    const named = SOURCES.flatMap(({ path, code }) => {
      const said = code.replace(/^export const DEFAULT_BOOK = '[a-z-]+';$/m, '');
      const words = [
        ...presets.filter((preset) => said.includes(preset)),
        ...levels.filter((level) => comparesLevel(said, level)),
        ...levels.filter((level) => level !== 'outage' && new RegExp(`['"\`]${level}['"\`]`).test(said)),
      ];
      return words.map((word) => `${path}: ${word}`);
    });
    expect(named).toEqual([]);
  });

  it(`keeps files under ${MOST_LINES} lines, but for those with a reason`, () => {
    const long = pathsOf(({ lines }) => lines > MOST_LINES);
    expect(long).toEqual(Object.keys(LONG).sort());
  });
});

function levelKeys(file: string): string[] {
  const book = BookSource.parse(parse(readFileSync(file, 'utf8'), { merge: true }));
  return Object.values(book.policies).flatMap(({ levels }) => levels.map(({ key }) => key));
}

/** Some level's key is also an ordinary word of the desk (`outage`): comparing a level with it is what is forbidden. */
function comparesLevel(code: string, level: string): boolean {
  return new RegExp(`\\blevel\\w*(\\.key)?\\s*[!=]==\\s*['"\`]${level}['"\`]`, 'i').test(code);
}
