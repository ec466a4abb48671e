import { isDeepStrictEqual } from 'node:util';
import type { Card } from '../../../chat/card.ts';
import { hasText, t } from '../../../i18n/i18n.ts';
import { HOUR } from '../../../lib/instant.ts';
import type { Language } from '../../../lib/language.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { announce } from '../../address/announce.ts';
import { dutyGroupNotice } from '../../address/duty-group.ts';
import { directoryOf } from '../../address/turn-book.ts';
import { listDutyGroups } from '../../book/duty-group-rule.ts';
import type { BookSource } from '../../book/schema.ts';
import type { DeskTurn } from '../../desk.ts';
import { personName } from '../../person/person.ts';
import { findRoster } from '../store.ts';
import { type Wanted, wantedIn } from './group.ts';
import { type StoredGroup, saveGroup } from './store.ts';

/** How soon a group is tried again that its platform does not change. */
const RETRY_MS = HOUR;

/**
 * Brings a duty group into step with the schedule: asks its platform where another person has the bell, and tells team
 * and managers what keeps the group behind, each trouble once. While there is a trouble it is tried again every hour.
 */
export async function settleGroup(turn: DeskTurn, source: BookSource, group: StoredGroup): Promise<void> {
  const { tx, now } = turn;
  const { platform, name, trouble } = group;
  const named = listDutyGroups(source).find((each) => each.platform === platform && each.name === name);
  if (!named) return saveGroup(tx, group, undefined);
  const rosters = [];
  for (const key of named.rotations) {
    const roster = await findRoster(tx, key, source, now);
    if (roster) rosters.push(roster);
  }
  const wanted = wantedIn(rosters, source.people, platform, group.placed, now);
  // A trouble that was told is tried again.
  const isBehind = !isDeepStrictEqual(wanted.members, group.asked) || (trouble !== undefined && trouble === group.told);
  const asks = isBehind && wanted.members.length > 0;
  if (asks) await askPlatform(turn, source, group, wanted);
  const standing = trouble ?? (wanted.missing.length > 0 ? `missing ${wanted.missing.join(' ')}` : undefined);
  if (standing !== undefined && standing !== group.told) await tellTrouble(turn, source, group, wanted, standing);
  await saveGroup(
    tx,
    {
      ...{ platform, name },
      asked: asks ? wanted.members : group.asked,
      placed: asks ? [...new Set([...group.placed, ...wanted.members])] : group.placed,
      told: standing,
    },
    standing === undefined ? undefined : now + RETRY_MS,
  );
}

async function askPlatform(
  turn: DeskTurn,
  source: BookSource,
  { platform, name }: StoredGroup,
  { members, leaving }: Wanted,
): Promise<void> {
  const wanted = { group: name, members, leaving };
  const { notice, withdrawals } = dutyGroupNotice(platform, wanted, turn.now, source.provider.language);
  await enqueue(turn, [notice], withdrawals);
}

/** Tells what keeps the group behind, and what to do. `standing`: as it is kept in `told`. */
async function tellTrouble(
  turn: DeskTurn,
  source: BookSource,
  group: StoredGroup,
  wanted: Wanted,
  standing: string,
): Promise<void> {
  const subject = `duty-group/${group.platform}/${group.name}`;
  const announcement = {
    key: `${subject}|duty.group|${turn.now}|${standing}`,
    kind: 'duty.group',
    subject,
    at: turn.now,
    to: ['team', 'managers'],
    customer: undefined,
    fields: {},
    unlisted: true,
  } as const;
  const notices = announce(directoryOf(turn, { source }), announcement, (_, language) => ({
    card: troubleCard(`${subject}/${turn.now}`, source, group, wanted, language),
    line: '',
    pings: [],
  }));
  await enqueue(turn, notices, []);
}

function troubleCard(
  subject: string,
  { people }: BookSource,
  { platform, name, trouble }: StoredGroup,
  { missing }: Wanted,
  language: Language,
): Card {
  const platformKey = `duty.group.platform.${platform}`;
  const said = {
    group: groupName(platform, name, language),
    platform: hasText(language, platformKey) ? t(language, platformKey) : platform,
    people: missing.map((person) => personName(people, person, language)).join(t(language, 'list.separator')),
  };
  const keys = [`duty.group.${platform}.${trouble}`, `duty.group.${trouble ?? 'missing'}`];
  const key = keys.filter((each) => hasText(language, each))[0] ?? 'duty.group.refused';
  const why = t(language, key, said);
  return {
    subject,
    tone: 'warn',
    title: t(language, 'duty.group.title', said),
    badges: [],
    parts: [{ part: 'text', style: 'plain', text: `${why}\n${t(language, 'duty.group.again')}` }],
  };
}

/** What people know the group by. */
function groupName(platform: string, name: string, language: Language): string {
  if (platform === 'feishu') return t(language, 'duty.group.chat', { id: name });
  return /^S[A-Z0-9]{6,}$/.test(name) ? name : `@${name}`;
}
