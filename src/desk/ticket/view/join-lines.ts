import type { Notice } from '../../../outbox/notice.ts';
import { isSamePlace } from '../../address/route.ts';
import { isSide } from './post.ts';

/**
 * One line per change in a thread: that clocks stopped or run again is said on the line of what stopped them, which
 * then brings the card. Takes and gives the notices of one turn about one ticket, in order. A clock's notice stays where
 * its place reads nothing else of the change.
 */
export function joinClockLines(notices: readonly Notice[]): Notice[] {
  const joined: Notice[] = [];
  for (const notice of notices) {
    const at = isClock(notice) ? joined.findLastIndex((earlier) => isLineBefore(earlier, notice)) : -1;
    const earlier = joined[at];
    if (earlier) joined[at] = join(earlier, notice);
    else joined.push(notice);
  }
  return joined;
}

function isClock({ kind }: Notice): boolean {
  return kind === 'clock.paused' || kind === 'clock.resumed';
}

function isLineBefore(earlier: Notice, { audience, place, lane }: Notice): boolean {
  const { post } = earlier;
  const isTold = isSide(earlier.audience) && post.line !== '' && post.about !== undefined && !isClock(earlier);
  return isTold && earlier.audience === audience && earlier.lane === lane && isSamePlace(earlier.place, place);
}

function join(earlier: Notice, { post: { card, translation, line, about } }: Notice): Notice {
  const { post } = earlier;
  return {
    ...earlier,
    post: {
      ...post,
      ...(card ? { card } : {}),
      ...(translation ? { translation } : {}),
      line: `${post.line} · ${line}`,
      ...(about ? { alsoAbout: [...(post.alsoAbout ?? []), about] } : {}),
    },
  };
}
