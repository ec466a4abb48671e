import { createLogger, type Logger } from '../../src/lib/log.ts';

/** A log that keeps every line, of every level, as production writes it. */
export interface KeptLog {
  readonly log: Logger;
  /** All that was written since the last call. */
  take(): string;
}

export function createKeptLog(): KeptLog {
  const lines: string[] = [];
  const log = createLogger('trace', { write: (line: string) => void lines.push(line) });
  return { log, take: () => lines.splice(0).join('') };
}
