import { URGENCIES } from '../chat/adapter.ts';
import { type Finding, finding, type NamedThere } from '../chat/check.ts';
import type { GroupTrouble } from '../chat/duty-group.ts';
import { type CanUrge, pagingGaps } from '../desk/address/reach.ts';
import { listDutyGroups } from '../desk/book/duty-group-rule.ts';
import { presetPath, readBookFile } from '../desk/book/load.ts';
import { BookError, describeProblem } from '../desk/book/problem.ts';
import type { BookSource } from '../desk/book/schema.ts';
import { plainWord } from './guard.ts';

/** The service book where it can be read, and what there is to say about reading it. */
export interface BookRead {
  readonly source: BookSource | undefined;
  readonly findings: readonly Finding[];
}

/** Reads the book by a preset's name or by path; one finding for each mistake. Never throws. */
export async function readBook(nameOrPath: string): Promise<BookRead> {
  try {
    const { source } = await readBookFile(presetPath(nameOrPath) ?? nameOrPath);
    const { customers, people, channels } = source;
    const platforms = new Set(Object.values(channels).map(({ platform }) => platform));
    const counts = {
      customers: Object.keys(customers).length,
      people: Object.keys(people).length,
      channels: Object.keys(channels).length,
      platforms: [...platforms].join(', '),
    };
    return { source, findings: [finding('ok', 'doctor.book.ok', { book: nameOrPath, ...counts })] };
  } catch (error) {
    const problems =
      error instanceof BookError ? error.problems.map(describeProblem) : [`${nameOrPath}: ${plainWord(error)}`];
    return { source: undefined, findings: problems.map((problem) => finding('wrong', 'doctor.book.bad', { problem })) };
  }
}

/** Who and what of the book will not be reached where only `platforms` are configured. */
export function examineBook(source: BookSource, platforms: readonly string[], canUrge: CanUrge): Finding[] {
  return [
    ...channelsElsewhere(source, platforms),
    ...missingChannels(source, platforms),
    ...people(source, platforms),
    ...pagingGaps(source, canUrge).map(({ level, way, people }) =>
      finding('warning', 'doctor.book.paging-way', { level, way, people: people.join(', ') }),
    ),
    ...groupsElsewhere(source, platforms),
  ];
}

/**
 * What the book names on a platform; `moves` tells which channels have another id by now, `troubles` what kept the
 * platform from changing duty groups, by name.
 */
export function namedOn(
  source: BookSource,
  platform: 'slack' | 'feishu',
  moves: ReadonlyMap<string, string> = new Map(),
  troubles: ReadonlyMap<string, GroupTrouble> = new Map(),
): NamedThere {
  const channels = Object.entries(source.channels).filter(([, channel]) => channel.platform === platform);
  return {
    channels: channels.map(([key, { id, purpose, listen }]) => {
      const readers = purpose === 'customer' ? 'customer' : 'staff';
      return { key, id: moves.get(id) ?? id, readers, ...(listen ? { listens: true } : {}) };
    }),
    people: Object.entries(source.people).flatMap(([key, { ids }]) => {
      const id = ids[platform];
      return id === undefined ? [] : [{ key, id }];
    }),
    dutyGroups: listDutyGroups(source).flatMap((group) =>
      group.platform === platform ? [{ name: group.name, trouble: troubles.get(group.name) }] : [],
    ),
    urgent: URGENCIES.filter((way) => urgencies(source).includes(way)),
  };
}

/** The urgent ways of the book's ladders: of managers, and of calls to respond. */
function urgencies({ policies }: BookSource): readonly string[] {
  return Object.values(policies).flatMap(({ ladder, levels }) => [
    ...(ladder.urgent ?? []),
    ...levels.flatMap(({ paging }) => paging?.steps.map(({ way }) => way) ?? []),
  ]);
}

/** Duty groups on a platform that is not configured follow nothing. */
function groupsElsewhere(source: BookSource, platforms: readonly string[]): Finding[] {
  const elsewhere = listDutyGroups(source).filter(({ platform }) => !platforms.includes(platform));
  return elsewhere.map(({ platform, name }) =>
    finding('warning', 'doctor.book.duty-group-elsewhere', { platform, group: name }),
  );
}

function channelsElsewhere({ channels }: BookSource, platforms: readonly string[]): Finding[] {
  const elsewhere = Object.entries(channels).filter(([, { platform }]) => !platforms.includes(platform));
  return [...Map.groupBy(elsewhere, ([, { platform }]) => platform)].map(([platform, found]) =>
    finding('wrong', 'doctor.book.channels-elsewhere', { platform, channels: keysOf(found) }),
  );
}

function missingChannels({ channels, customers }: BookSource, platforms: readonly string[]): Finding[] {
  const here = Object.values(channels).filter(({ platform }) => platforms.includes(platform));
  const unheard = Object.keys(customers).filter(
    (key) => !here.some(({ purpose, customer }) => purpose === 'customer' && customer === key),
  );
  const purposes = (['team', 'escalation'] as const).filter(
    (purpose) => !here.some((channel) => channel.purpose === purpose),
  );
  return [
    ...unheard.map((customer) => finding('warning', 'doctor.book.customer-without-channel', { customer })),
    ...purposes.map((purpose) => finding('warning', `doctor.book.no-${purpose}-channel`)),
  ];
}

/** A person is pinged under the first of their ids. */
function people(source: BookSource, platforms: readonly string[]): Finding[] {
  const idsOf = Object.entries(source.people).map(([key, { ids }]) => [key, Object.keys(ids)] as const);
  const nowhere = idsOf.filter(([, on]) => !on.some((platform) => platforms.includes(platform)));
  const elsewhere = idsOf.filter(
    ([, [first = '', ...others]]) =>
      !platforms.includes(first) && others.some((platform) => platforms.includes(platform)),
  );
  return [
    ...(nowhere.length > 0 ? [finding('warning', 'doctor.book.people-nowhere', { people: keysOf(nowhere) })] : []),
    ...(elsewhere.length > 0
      ? [finding('warning', 'doctor.book.people-elsewhere', { people: keysOf(elsewhere) })]
      : []),
  ];
}

function keysOf(entries: readonly (readonly [string, unknown])[]): string {
  return entries.map(([key]) => key).join(', ');
}
