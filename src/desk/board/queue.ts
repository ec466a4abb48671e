import { t } from '../../i18n/i18n.ts';
import { distanceText } from '../../i18n/span.ts';
import { when } from '../../i18n/when.ts';
import { named } from '../../lib/language.ts';
import { numberOfSubject } from '../address/number.ts';
import type { Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import { findPersonById, personName } from '../person/person.ts';
import type { BoardContent } from './content.ts';
import { listDead, listWaiting } from './store.ts';

const MOST_CHANNELS = 50;
const MOST_DEAD = 50;

/** Whether messages are delivered: what waits, where, for how long, and what was given up. */
export async function readQueue(ask: Ask): Promise<BoardContent> {
  const { turn, asker, book } = ask;
  const { language } = asker;
  const waiting = await listWaiting(turn.tx, MOST_CHANNELS);
  const dead = await listDead(turn.tx, MOST_DEAD);
  const count = waiting.reduce((sum, each) => sum + each.waiting, 0);
  const oldestAt = Math.min(...waiting.map(({ oldest }) => oldest.getTime()));
  const zone = book.source.provider.timeZone;
  const label = (name: 'waiting' | 'oldest' | 'dead') => t(language, `board.queue.${name}`);
  return {
    blocks: [
      {
        block: 'tiles',
        tiles: [
          { key: 'waiting', label: label('waiting'), value: `${count}`, note: '', tone: 'neutral' },
          {
            key: 'oldest',
            label: label('oldest'),
            value: count === 0 ? '–' : distanceText(language, Math.max(0, turn.now - oldestAt)),
            note: '',
            tone: 'neutral',
          },
          {
            key: 'dead',
            label: label('dead'),
            value: dead.length < MOST_DEAD ? `${dead.length}` : `${MOST_DEAD}+`,
            note: '',
            tone: dead.length > 0 ? 'bad' : 'good',
          },
        ],
      },
      {
        block: 'table',
        key: 'waiting',
        title: label('waiting'),
        note: '',
        columns: [
          { label: t(language, 'board.column.channel'), kind: 'words' },
          { label: t(language, 'board.column.messages'), kind: 'numbers' },
          { label: t(language, 'board.column.since'), kind: 'short' },
        ],
        rows: waiting.map((each) => ({
          key: `${each.platform}-${each.channel}`,
          tone: 'neutral',
          cells: [
            { text: placeName(each, ask) },
            { text: `${each.waiting}` },
            { text: when(language, each.oldest.getTime(), zone) },
          ],
        })),
        empty: t(language, 'board.queue.none-waiting'),
      },
      {
        block: 'table',
        key: 'dead',
        title: label('dead'),
        note: '',
        columns: [
          { label: t(language, 'board.column.about'), kind: 'short' },
          { label: t(language, 'board.column.channel'), kind: 'words' },
          { label: t(language, 'board.column.since'), kind: 'short' },
          { label: t(language, 'board.column.error'), kind: 'words' },
        ],
        rows: dead.map((each, place) => ({
          key: `${place}`,
          tone: 'bad',
          cells: [
            { text: numberOfSubject(each.subject) ?? '–' },
            { text: placeName(each, ask) },
            { text: when(language, each.at.getTime(), zone) },
            { text: shorten(each.error ?? '', 200) },
          ],
        })),
        empty: t(language, 'board.queue.none-dead'),
      },
    ],
  };
}

/** The name of a channel, or of the person whose direct messages it is; others are not told. */
function placeName({ platform, channel }: { platform: string; channel: string }, { asker, book }: Ask): string {
  const { channels, people } = book.source;
  const { language, closed = [] } = asker;
  const known = Object.values(channels).find((each) => each.platform === platform && each.id === channel);
  if (known?.customer !== undefined && closed.includes(known.customer)) return t(language, 'board.queue.other-place');
  if (known) return named(known.name, language);
  const person = channel.startsWith('@') ? findPersonById(people, platform, channel.slice(1)) : undefined;
  return person === undefined ? t(language, 'board.queue.other-place') : personName(people, person, language);
}
