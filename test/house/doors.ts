import type { Import, Source } from './sources.ts';

/** Which rooms each room may import, besides itself. `docs/map.md` shows the same table to readers. */
export const DOORS: Readonly<Record<string, readonly string[] | 'every room'>> = {
  lib: [],
  config: ['lib'],
  i18n: ['lib'],
  chat: ['lib'],
  db: ['lib', 'config'],
  outbox: ['lib', 'chat', 'db'],
  intake: ['lib', 'chat', 'db'],
  desk: ['lib', 'chat', 'i18n', 'db', 'outbox'],
  command: ['lib', 'chat', 'i18n', 'db', 'desk'],
  clock: ['lib', 'db', 'desk'],
  adapter: ['lib', 'chat'],
  http: ['lib', 'chat'],
  api: ['lib', 'chat', 'db', 'desk', 'adapter'],
  hook: ['lib', 'chat', 'i18n', 'desk', 'api'],
  watch: ['lib', 'chat', 'i18n', 'db', 'desk', 'api'],
  events: ['lib', 'chat', 'i18n', 'db', 'desk', 'outbox', 'api'],
  simulate: 'every room',
  doctor: 'every room',
  // The wiring: `commands.ts` lists what people can ask, `house.ts` joins the rooms, `intake-wiring.ts` puts the intake in
  // front, `book-view.ts` shows the book to playground and web pages, `board-door.ts` the desk to the board, `app.ts`
  // starts it all.
  commands: 'every room',
  house: 'every room',
  'book-view': 'every room',
  'book-in-force': 'every room',
  control: 'every room',
  'webhook-wiring': 'every room',
  'board-door': 'every room',
  'mail-door': 'every room',
  'web-door': 'every room',
  'start-record': 'every room',
  'wall-clock': ['lib'],
  'intake-wiring': 'every room',
  app: 'every room',
  cli: 'every room',
  main: ['cli'],
};

/** The features of the desk; each may use those after it. Why in this order: docs/decision/0006. */
export const FEATURES = [
  'link',
  'board',
  'health',
  'export',
  'privacy',
  'token',
  'alert',
  'confidential',
  'heard',
  'edit',
  'revision',
  'holiday',
  'morning',
  'handoff',
  'cover',
  'dossier',
  'file',
  'find',
  'sheet',
  'paper',
  'report',
  'inspection',
  'patch',
  'letter',
  'assurance',
  'appointment',
  'rating',
  'followup',
  'complaint',
  'part',
  'term',
  'attendance',
  'matter',
  'triage',
  'ticket',
  'caller',
  'words',
  'channel',
  'account',
  'rota',
  'oncall',
  'contact',
  'card',
  'address',
  'book',
  'sla',
  'person',
  'configuration',
  'chain',
];

/** The rooms of a ticket's own folder; each may use those after it, and the files of the folder itself all of them. */
const TICKET_ROOMS = ['view', 'verb', 'clock', 'case'];

/**
 * The rooms of a chat platform's adapter; each may use those after it. The files that stand beside them (the factory and
 * `listen.ts`, which follows one payload through the rooms) may use all of them, and no room uses those files.
 */
const PLATFORM_ROOMS = ['examine', 'say', 'hear', 'wire'];
const HAS_PLATFORM_ROOMS = ['slack', 'feishu', 'mail'];

/** Decisions of the desk, which a simulation must reach by dispatch and tick as production does. */
const DECISIONS = /^src\/desk\/ticket\/(case\/(fold|fold-update)|clock\/.+|verb\/.+)\.ts$/;
const VENDOR_SDK = /^(@slack\/|@larksuiteoapi\/)/;
/** What one feature never uses of another: its chat words, its timetable, its cards. */
const PRIVATE = /\/(command|due|card)\.ts$/;
/** Of the outbox the desk knows how to owe, nothing of how it is delivered. */
const OWING = ['src/outbox/enqueue.ts', 'src/outbox/notice.ts'];
/** What of the database the desk may use beyond types: the names of columns. */
const COLUMN_NAMES = 'src/db/columns.ts';
/** Where the desk may name the database, in types: the store of a feature, or of a part of it in a folder of its own. */
const SEES_DATABASE = /^src\/desk\/([a-z]+(\/[a-z]+)?\/store|desk|begin-turn)\.ts$/;

/** `src/desk/ticket/store.ts` → `desk`; `src/app.ts` → `app`. */
export function roomOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.(ts|js)$/, '');
}

/** The folder inside a room; undefined for a file that stands in the room itself. */
function folderOf(path: string): string | undefined {
  const [, , folder, file] = path.split('/');
  return file === undefined ? undefined : folder;
}

/** `src/adapter/slack/hear/parse.ts` → `hear`; undefined for a file that stands in the folder itself. */
function innerFolderOf(path: string): string | undefined {
  const [, , , folder, file] = path.split('/');
  return file === undefined ? undefined : folder;
}

/** Every import that goes through no door, with the rule it breaks. */
export function brokenDoors(sources: readonly Source[]): string[] {
  return sources.flatMap(({ imports }) =>
    imports.flatMap((each) => {
      const rule = each.to.startsWith('src/') ? brokenRule(each) : brokenPackageRule(each);
      return rule === undefined ? [] : [`${each.from} → ${each.to}: ${rule}`];
    }),
  );
}

function brokenPackageRule({ from, to }: Import): string | undefined {
  return VENDOR_SDK.test(to) && roomOf(from) !== 'adapter' ? 'platform SDKs live in adapters only' : undefined;
}

function brokenRule(each: Import): string | undefined {
  const { from, to } = each;
  const [room, other] = [roomOf(from), roomOf(to)];
  const allowed = DOORS[room];
  if (allowed === undefined) return `"${room}" is no room of the house`;
  if (room !== other && allowed !== 'every room' && !allowed.includes(other)) return `${room} may not import ${other}`;
  if (room === 'main' && other === 'desk' && folderOf(to) !== 'book') return 'main reads service books, no more';
  if (room === 'simulate' && DECISIONS.test(to)) return 'a simulation takes no decision of the desk by itself';
  if (room === 'adapter' && other === 'adapter') return brokenAdapterRule(from, to);
  return room === 'desk' ? brokenDeskRule(each, other) : undefined;
}

function brokenAdapterRule(from: string, to: string): string | undefined {
  const adapter = folderOf(from) ?? '';
  if (adapter !== folderOf(to)) return 'no sibling adapter';
  if (!HAS_PLATFORM_ROOMS.includes(adapter)) return undefined;
  const [room, other] = [innerFolderOf(from), innerFolderOf(to)];
  if (room === undefined) return undefined;
  if (!PLATFORM_ROOMS.includes(room)) return `"${room}" is no room of ${adapter}`;
  if (other === undefined) return `${adapter}/${room} may not use the files above it`;
  const isBack = PLATFORM_ROOMS.indexOf(other) < PLATFORM_ROOMS.indexOf(room);
  return isBack ? `${adapter}/${room} may not look back at ${other}` : undefined;
}

function brokenDeskRule({ from, to, typeOnly }: Import, other: string): string | undefined {
  if (other === 'db' && !typeOnly && to !== COLUMN_NAMES)
    return 'the desk imports types and column names of the database only';
  if (other === 'db' && !SEES_DATABASE.test(from)) return 'only store.ts sees the database';
  if (other === 'outbox' && !OWING.includes(to)) return 'the desk owes notices, it does not deliver them';
  return other === 'desk' ? brokenFeatureRule(from, to, typeOnly) : undefined;
}

function brokenFeatureRule(from: string, to: string, typeOnly: boolean): string | undefined {
  const [feature, other] = [folderOf(from), folderOf(to)];
  if (feature === 'ticket' && other === 'ticket') return brokenTicketRule(from, to);
  if (other === undefined || feature === other) return undefined;
  // Files of the desk itself are words all features share; they name features' types, and `sla` reads times for them.
  if (feature === undefined)
    return typeOnly || other === 'sla' ? undefined : 'shared words take types of features only';
  if (FEATURES.indexOf(other) < FEATURES.indexOf(feature)) return `${feature} may not look back at ${other}`;
  return PRIVATE.test(to) ? "a feature uses another's heart, flow or store only" : undefined;
}

function brokenTicketRule(from: string, to: string): string | undefined {
  const [room = '', other = ''] = [from, to].map((path) => path.split('/')[3]);
  const isBack = TICKET_ROOMS.includes(room) && TICKET_ROOMS.indexOf(other) < TICKET_ROOMS.indexOf(room);
  return isBack ? `ticket/${room} may not look back at ${other}` : undefined;
}

/** The ways a file leads back to itself through its imports, types included, e.g. `a.ts → b.ts → a.ts`. */
export function findCycles(sources: readonly Source[]): string[] {
  const next = new Map(sources.map(({ path, imports }) => [path, imports.map((each) => each.to)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const follow = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (way.includes(path) || done.has(path)) return;
    for (const to of next.get(path) ?? []) follow(to, [...way, path]);
    done.add(path);
  };
  for (const path of next.keys()) follow(path, []);
  return cycles;
}
