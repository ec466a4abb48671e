import { createLine } from '../../../lib/series.ts';

/** Updates messages of ours in turn. */
export interface PatchQueue {
  /**
   * Resolves when the message shows this content, or a newer one that replaced it while it waited. Throws what `patch`
   * throws.
   */
  show(messageId: string, content: string): Promise<void>;
}

interface Waiting {
  content: string;
  shown: Promise<void>;
}

/** Updates one message at a time, `everyMs` apart. Of several updates that wait, only the last is sent. */
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
