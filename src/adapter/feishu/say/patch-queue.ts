import { createLine } from '../../../lib/series.ts';

/** Shows states on messages of ours. */
export interface PatchQueue {
  /** Done when the message shows this content, or a newer one that came while this one waited. Throws what `patch` throws. */
  show(messageId: string, content: string): Promise<void>;
}

interface Waiting {
  content: string;
  shown: Promise<void>;
}

/** One patch of a message at a time and `everyMs` apart; of what waits meanwhile the last state wins. */
export function createPatchQueue(
  patch: (messageId: string, content: string) => Promise<void>,
  everyMs: number,
  wait: (ms: number) => Promise<unknown>,
): PatchQueue {
  const inLine = createLine();
  const waiting = new Map<string, Waiting>();
  return {
    show(messageId, content) {
      const before = waiting.get(messageId);
      if (before) {
        before.content = content;
        return before.shown;
      }
      const mine: Waiting = { content, shown: Promise.resolve() };
      waiting.set(messageId, mine);
      mine.shown = inLine(messageId, async () => {
        waiting.delete(messageId);
        await patch(messageId, mine.content);
      });
      void inLine(messageId, () => wait(everyMs));
      return mine.shown;
    },
  };
}
