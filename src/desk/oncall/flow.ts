import type { CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { personName } from '../person/person.ts';
import { nextHandoff, onDutyAt } from './oncall.ts';
import { listRosters } from './store.ts';

/** Who is on duty now, until when, and who is next: one field for each running rotation, or for `only` that one. */
export async function listDuty(
  { tx, now }: DeskTurn,
  source: BookSource,
  language: Language,
  only?: string,
): Promise<CardField[]> {
  const rosters = [...(await listRosters(tx, source, now))].filter(([key]) => only === undefined || key === only);
  return rosters.map(([, roster]) => {
    const { rotation } = roster;
    const name = (key: string | undefined) =>
      key === undefined ? t(language, 'nobody') : personName(source.people, key, language);
    const next = nextHandoff(roster, now);
    const member = name(onDutyAt(roster, now));
    const value = next
      ? t(language, 'oncall.shift', {
          member,
          until: when(language, next.at, rotation.timeZone, now),
          next: name(next.to),
        })
      : member;
    return { label: named(rotation.name, language), value };
  });
}

/** The facts of a change of duty: a gap hands nothing over, but another person is called. */
export function changeOfDuty(rotation: string, from: string | undefined, to: string | undefined): Fact[] {
  if (from === to) return [];
  const changed: Fact = { kind: 'duty.changed', rotation };
  return from === undefined || to === undefined
    ? [changed]
    : [changed, { kind: 'duty.handed-over', rotation, from, to, why: 'shift' }];
}
