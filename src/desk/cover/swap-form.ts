import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { DAY, type Instant } from '../../lib/instant.ts';
import { isCalled, named } from '../../lib/language.ts';
import { membersOf } from '../book/rotation-rule.ts';
import type { BookSource } from '../book/schema.ts';
import { fieldMaker } from '../card/form-field.ts';
import { takeMoment } from '../date-input.ts';
import type { Ask } from '../desk.ts';
import { listSegments } from '../oncall/oncall.ts';
import { findRoster } from '../oncall/store.ts';
import { listRingers } from '../oncall/swap-rule.ts';
import { personName } from '../person/person.ts';

/** How a swap is typed and filled in. */

/** In place of a person: everyone who takes turns is asked. */
export const ANYONE = '*';

/** The key of the rotation that a word names, by its key or its name; a word that names none stays as it is. */
export function rotationOf({ rotations }: BookSource, word: string): string {
  return Object.entries(rotations).find(([key, { name }]) => isCalled(word, key, name))?.[0] ?? word;
}

/** Duty is swapped in the rotation's own zone, and at most one year ahead. */
export function readingOf({ book: { source } }: Ask, rotation: string) {
  const zone = source.rotations[rotation]?.timeZone ?? source.provider.timeZone;
  return { looks: 'ahead', zone, mostYears: 1 } as const;
}

/**
 * Typed words were split at blanks, but an instant may have some: `primary tomorrow 9am tomorrow 6pm engineer3`. Who
 * asks for cover may leave the rotation out: it is the first one in which they take turns.
 */
export function splitTyped(ask: Ask): Ask['input'] {
  const { by, input, book } = ask;
  if (by !== 'words') return input;
  const { from = '', until = '', to = '' } = input;
  const isCover = to === ANYONE;
  const first = rotationOf(book.source, input.rotation ?? '');
  const isNamed = Object.hasOwn(book.source.rotations, first);
  const rotation = isCover && !isNamed ? ownRotation(ask) : first;
  const words = [isCover && !isNamed ? input.rotation : '', from, until, isCover ? '' : to].join(' ').trim();
  const reading = readingOf(ask, rotation);
  const begin = takeMoment(ask, words, reading);
  const end = takeMoment(ask, begin.rest.replace(/^(?:until|till|to|至|到|-) /i, ''), reading);
  return { rotation, from: begin.said, until: end.said, to: isCover ? ANYONE : end.rest };
}

/** The first rotation in which the asker takes turns, else the book's first. */
function ownRotation({ asker, book: { source } }: Ask): string {
  const keys = Object.keys(source.rotations).sort();
  const own = keys.find((key) => {
    const rule = source.rotations[key];
    return rule !== undefined && membersOf(rule).includes(asker.key);
  });
  return own ?? keys[0] ?? '';
}

/** How far ahead the asker's own next shift is looked for. */
const LOOK_AHEAD = 90 * DAY;

/** What a form of a swap begins with. `person`: who is to have the bell; undefined: not named. */
interface Meant {
  readonly rotation: string;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  readonly person: string | undefined;
}

/** The form of a swap, with the asker's own shift: the one that is meant, else the one under way, or the next one. */
export async function swapForm(ask: Ask, to: string, meant?: Meant): Promise<Form> {
  const { turn, asker, book } = ask;
  const { source } = book;
  const { language } = asker;
  const field = fieldMaker(language);
  const rotation = meant?.rotation ?? ownRotation(ask);
  const roster = await findRoster(turn.tx, rotation, source, turn.now);
  const segments = roster ? listSegments(roster, turn.now, turn.now + LOOK_AHEAD) : [];
  const own = segments.find(({ person }) => person === asker.key);
  const ringers = new Set(Object.keys(source.rotations).flatMap((key) => listRingers(source, key)));
  const people = [...ringers].map((value) => ({ value, label: personName(source.people, value, language) }));
  const choices = [{ value: ANYONE, label: t(language, 'cover.anyone') }, ...people];
  const cover = to === ANYONE;
  return {
    command: cover ? 'cover.ask' : 'oncall.swap',
    args: {},
    title: t(language, cover ? 'cover.ask' : 'oncall.swap'),
    submit: t(language, cover ? 'cover.ask' : 'oncall.swap'),
    intro: t(language, cover ? 'cover.intro' : 'oncall.swap-intro'),
    fields: [
      field.choice(
        'rotation',
        true,
        Object.entries(source.rotations).map(([value, { name }]) => ({ value, label: named(name, language) })),
        rotation,
      ),
      { ...field.datetime('from', meant?.fromAt ?? own?.fromAt), required: true, hint: '' },
      { ...field.datetime('until', meant?.untilAt ?? own?.toAt), required: true, hint: '' },
      ...(cover ? [] : [{ ...field.choice('to', true, choices, meant?.person), label: t(language, 'oncall.swap-to') }]),
    ],
  };
}
