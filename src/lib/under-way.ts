import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './http-app.ts';

/** The requests that are being answered, so that who stops can wait for them. */
export interface UnderWay {
  /** Counts each request that passes it, until its handler is done. */
  readonly count: MiddlewareHandler<HttpEnv>;
  /** Resolves when all that were counted so far are done, well or not. */
  settled(): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const running = new Set<Promise<void>>();
  return {
    async count(_context, next) {
      const answering = next();
      running.add(answering);
      await answering.finally(() => running.delete(answering));
    },
    async settled() {
      await Promise.allSettled(running);
    },
  };
}
