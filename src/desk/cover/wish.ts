import type { Form } from '../../chat/form.ts';
import { when } from '../../i18n/when.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { dateInZone, openZone } from '../../lib/zone.ts';
import { takeMoment } from '../date-input.ts';
import type { Ask } from '../desk.ts';
import { listRosters } from '../oncall/store.ts';
import { findPersonById } from '../person/person.ts';
import { meantShift, type OwnShift, ownShifts } from './meant-shift.ts';
import { ANYONE, readingOf, rotationOf, swapForm } from './swap-form.ts';
import { personIn, readMeantTime, readWish } from './wish-words.ts';

/** How many shifts a person is told of. */
const NAMED = 3;

/**
 * The form that typed words ask for instead of instants: `cover fri night`, `swap me with Li Wei on Saturday`, with the
 * own shift that they mean. undefined: they name neither a day nor an own shift, or instants. Refused: none of the asker's shifts is then; the
 * next ones are named.
 */
export async function wishedForm(ask: Ask, to: string): Promise<Result<Form> | undefined> {
  const { turn, asker, book, input, by } = ask;
  const { source } = book;
  const said = [input.rotation, input.from, input.until, to === ANYONE ? '' : input.to].filter(Boolean).join(' ');
  if (by !== 'words') return undefined;
  const [first = '', ...rest] = said.split(/\s+/);
  const isNamed = Object.hasOwn(source.rotations, rotationOf(source, first));
  if (takeMoment(ask, isNamed ? rest.join(' ') : said, readingOf(ask, '')).isMoment) return undefined;
  const today = dateInZone(openZone(source.provider.timeZone), turn.now);
  const meant = readMeantTime(said, today);
  // Who names the rotation writes instants; `primary fri night` is clear enough.
  if (isNamed && meant.part === undefined) return undefined;
  if (meant.dates.length === 0 && !isAboutMe(said)) return undefined;
  const shifts = ownShifts(await listRosters(turn.tx, source, turn.now), asker.key, turn.now);
  const zoneOf = (rotation: string) => readingOf(ask, rotation).zone;
  const shift = meant.dates.length === 0 ? shifts[0] : meantShift(shifts, meant, zoneOf);
  if (!shift) return refuseNone(ask, shifts, zoneOf);
  const mentioned = Object.values(ask.mentions).map((id) => findPersonById(source.people, ask.place.platform, id));
  const person = mentioned.find((each) => each !== undefined) ?? personIn(source.people, said, asker.key);
  return accept(await swapForm(ask, person ?? to, { ...shift, person }));
}

/** Without a day the next shift is meant, but only by words that speak of one's own: `cover me`, 谁能替我. */
function isAboutMe(said: string): boolean {
  return /^(?:me|my)\b/i.test(said) || readWish(said) !== undefined;
}

function refuseNone({ asker, turn }: Ask, shifts: readonly OwnShift[], zoneOf: (rotation: string) => string) {
  if (shifts.length === 0) return refuse('cover.no-shifts');
  const words = ({ rotation, fromAt, untilAt }: OwnShift) =>
    [fromAt, untilAt].map((at) => when(asker.language, at, zoneOf(rotation), turn.now)).join(' – ');
  return refuse('cover.none-then', { next: shifts.slice(0, NAMED).map(words).join('; ') });
}
