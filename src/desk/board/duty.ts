import type { BoardRow } from '../../chat/board.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { DAY } from '../../lib/instant.ts';
import { named } from '../../lib/language.ts';
import type { Ask } from '../desk.ts';
import { listSegments, type Roster } from '../oncall/oncall.ts';
import { dutyName } from '../rota/reader.ts';
import { rostersFor } from '../rota/show.ts';
import { type Stretch, stretchesOf } from '../rota/stretch.ts';
import type { BoardContent } from './content.ts';

/** How far ahead shifts are listed. */
const AHEAD_MS = 14 * DAY;

/** Who has the bell of each rotation that the reader may see, now and in the next two weeks. */
export async function readDuty(ask: Ask): Promise<BoardContent> {
  const { turn, asker } = ask;
  const { language } = asker;
  const rosters = await rostersFor(turn, ask, undefined, turn.now);
  const columns = [
    { label: t(language, 'board.column.person'), kind: 'words' },
    { label: t(language, 'board.column.from'), kind: 'short' },
    { label: t(language, 'board.column.until'), kind: 'short' },
  ] as const;
  return {
    blocks: rosters.map(([key, roster]) => ({
      block: 'table',
      key: `duty-${key}`,
      title: named(roster.rotation.name, language),
      note: t(language, 'board.duty.zone', { zone: roster.rotation.timeZone }),
      columns,
      rows: stretchesOf(listSegments(roster, turn.now, turn.now + AHEAD_MS)).map((each) => rowOf(each, roster, ask)),
      empty: t(language, 'nobody'),
    })),
  };
}

function rowOf({ fromAt, toAt, person, standsIn }: Stretch, { rotation }: Roster, ask: Ask): BoardRow {
  const { language } = ask.asker;
  const isNow = fromAt <= ask.turn.now;
  const name = dutyName(ask, person);
  const at = (instant: number) => when(language, instant, rotation.timeZone);
  return {
    key: `${fromAt}`,
    tone: person === undefined ? 'bad' : isNow ? 'good' : 'neutral',
    cells: [
      {
        text: standsIn && person !== undefined ? t(language, 'rota.stands-in', { name }) : name,
        ...(isNow ? { badge: { text: t(language, 'board.duty.now'), tone: 'good' } } : {}),
      },
      { text: isNow ? '' : at(fromAt) },
      // Where the list ends, the shift does not.
      { text: toAt < ask.turn.now + AHEAD_MS ? at(toAt) : '…' },
    ],
  };
}
