import { t } from '../../../i18n/i18n.ts';
import type { Hold } from '../../book/diff/holds.ts';
import type { PersonChange } from '../../book/diff/people.ts';
import type { Names } from './names.ts';

const PLATFORMS: Readonly<Record<string, string>> = { slack: 'Slack', feishu: 'Feishu', playground: 'playground' };

/** What is to be known of a person who came, left or changed; a line each, those behind the first set in. */
export function personLines(change: PersonChange, names: Names): string[] {
  const { language } = names;
  const person = t(language, 'revision.person.called', { name: names.person(change.person), key: change.person });
  const roles = (all: PersonChange['rolesAdded']) => names.list(all.map((role) => t(language, `role.${role}`)));
  const holds = names.list(change.holds.map((hold) => holdWords(hold, names)));
  switch (change.kind) {
    case 'came':
      return [
        t(language, 'revision.person.came', { person, roles: roles(change.rolesAdded) }),
        ...(change.isUnreachable ? [indented(t(language, 'revision.person.unreachable'))] : []),
      ];
    case 'left':
      return [
        t(language, 'revision.person.left', { person, roles: roles(change.rolesLost) }),
        ...(holds === '' ? [] : [indented(t(language, 'revision.person.left-had', { holds }))]),
        indented(t(language, 'revision.person.left-tickets')),
      ];
    case 'changed': {
      const lost = change.rolesLost.length > 0 || change.chatLost.length > 0;
      return [
        ...rolesLines(change, person, roles),
        ...chatLines(change, person),
        ...(change.isUnreachable && change.chatLost.length > 0
          ? [indented(t(language, 'revision.person.unreachable'))]
          : []),
        ...(lost && holds !== '' ? [indented(t(language, 'revision.person.holds', { holds }))] : []),
      ];
    }
  }

  function rolesLines(
    { rolesAdded, rolesLost }: PersonChange,
    who: string,
    said: (all: PersonChange['rolesAdded']) => string,
  ) {
    return [
      ...(rolesAdded.length > 0
        ? [t(language, 'revision.person.roles-added', { person: who, roles: said(rolesAdded) })]
        : []),
      ...(rolesLost.length > 0
        ? [t(language, 'revision.person.roles-lost', { person: who, roles: said(rolesLost) })]
        : []),
    ];
  }

  function chatLines({ chatAdded, chatChanged, chatLost }: PersonChange, who: string) {
    const rows = { 'chat-added': chatAdded, 'chat-changed': chatChanged, 'chat-lost': chatLost } as const;
    return (Object.keys(rows) as (keyof typeof rows)[]).flatMap((key) => {
      if (rows[key].length === 0) return [];
      const platforms = names.list(rows[key].map((platform) => PLATFORMS[platform] ?? platform));
      return [t(language, `revision.person.${key}`, { person: who, platforms })];
    });
  }
}

function holdWords({ as, of }: Hold, names: Names): string {
  const name = of === undefined ? '' : as === 'ladder' || as === 'go-live' ? names.policy(of) : names.rotation(of);
  return t(names.language, `revision.hold.${as}`, { of: name });
}

function indented(line: string): string {
  return `  ${line}`;
}
