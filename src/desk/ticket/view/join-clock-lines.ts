import type { Notice } from '../../../outbox/notice.ts';
import { isSamePlace } from '../../address/route.ts';
import { isSide } from './post.ts';

/**
 * Joins the notices of one turn about one ticket, so that a change leaves one line in a thread: "clocks paused" and
 * "clocks resumed" are added to the line of the step that caused them, together with the card. Keeps the order. A
 * clock's notice stays separate where its place gets no other line of the change.
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
      // The first sentence goes on behind the dot, so it has no full stop.
      line: `${post.line.replace(/[.。]$/u, '')} · ${line}`,
      ...(about ? { alsoAbout: [...(post.alsoAbout ?? []), about] } : {}),
    },
  };
}
