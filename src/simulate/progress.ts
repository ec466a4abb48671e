import type { Instant } from '../lib/instant.ts';

/** One line on a terminal that says how far a story is, and vanishes. */
export interface Progress {
  begin(start: Instant, until: Instant): void;
  /** The story's clock is there now; draws only where the percentage has changed. */
  reached(now: Instant): void;
  /** Takes the line away, before other words and at the end. */
  clear(): void;
}

/** Draws on `terminal` where it is one; a file or a pipe gets nothing. */
export function createProgress(terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>): Progress {
  let start = 0;
  let until = 0;
  let shown = -1;
  let isDrawn = false;
  return {
    begin(from, to) {
      start = from;
      until = to;
    },
    reached(now) {
      const percent = Math.floor((100 * (now - start)) / Math.max(1, until - start));
      if (!terminal.isTTY || percent === shown) return;
      shown = percent;
      isDrawn = true;
      terminal.write(`\r${percent} %`);
    },
    clear() {
      if (isDrawn) terminal.write('\r\u001b[K');
      isDrawn = false;
    },
  };
}
