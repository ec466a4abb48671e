import type { Button, Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { listSegments, type Roster } from '../oncall/oncall.ts';
import { personName } from '../person/person.ts';
import type { Cover } from './cover.ts';

export function coverSubject(id: number): string {
  return `cover/${id}`;
}

/** A question who covers a time: what is asked, who has it now, the buttons, or what became of it. */
export function coverCard(
  id: number,
  cover: Cover,
  roster: Roster | undefined,
  source: BookSource,
  language: Language,
): Card {
  const { status, by, asked, rotation } = cover;
  const rule = source.rotations[rotation];
  const names = { by: name(source, by, language), rotation: rule ? named(rule.name, language) : rotation };
  return {
    subject: coverSubject(id),
    tone: status === 'taken' ? 'good' : status === 'open' ? 'warn' : 'neutral',
    title: t(language, asked === undefined ? 'cover.title' : 'cover.title-one', names),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text: spanWords(cover, source, language) },
      ...holderParts(cover, roster, source, language),
      ...(status === 'open' ? [buttonsPart(id, cover, language)] : [outcome(cover, source, language)]),
    ],
  };
}

/** `Fri 2 Oct 18:00 – Sat 3 Oct 09:00`. */
export function spanWords({ fromAt, untilAt, rotation, at }: Cover, source: BookSource, language: Language): string {
  const zone = source.rotations[rotation]?.timeZone ?? source.provider.timeZone;
  return [fromAt, untilAt].map((each) => when(language, each, zone, at)).join(' – ');
}

/** Who has the bell in that time so far. */
function holderParts(
  { status, fromAt, untilAt }: Cover,
  roster: Roster | undefined,
  source: BookSource,
  language: Language,
): CardPart[] {
  if (!roster || status !== 'open') return [];
  const keys = [...new Set(listSegments(roster, fromAt, untilAt).map(({ person }) => person))];
  const people = keys.map((key) => (key === undefined ? t(language, 'nobody') : name(source, key, language)));
  return [
    {
      part: 'text',
      style: 'small',
      text: t(language, 'cover.so-far', { people: people.join(t(language, 'list.separator')) }),
    },
  ];
}

function buttonsPart(id: number, { asked }: Cover, language: Language): CardPart {
  const button = (
    command: 'cover.take' | 'cover.accept' | 'cover.decline' | 'cover.withdraw',
    style: Button['style'],
  ) =>
    makeButton({
      label: t(language, `button.${command}`),
      command: command === 'cover.accept' ? 'cover.take' : command,
      args: { cover: String(id) },
      style,
    });
  const main =
    asked === undefined
      ? [button('cover.take', 'primary')]
      : [button('cover.accept', 'primary'), button('cover.decline', 'plain')];
  return { part: 'actions', main, more: [button('cover.withdraw', 'plain')] };
}

function outcome({ status, answeredBy = '' }: Cover, source: BookSource, language: Language): CardPart {
  const by = name(source, answeredBy, language);
  return {
    part: 'text',
    style: 'plain',
    text: t(language, `cover.became.${status === 'open' ? 'over' : status}`, { by }),
  };
}

function name({ people }: BookSource, key: string, language: Language): string {
  return personName(people, key, language);
}
