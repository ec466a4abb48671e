import { type Logger, silentLog } from '../../src/lib/log.ts';

/** What a test reads of the log. */
export interface ErrorLog {
  readonly log: Logger;
  /** What was logged as an error since the last call. */
  takeErrors(): string[];
  /** Throws the fault behind the neutral sentence that a person was shown, if there was one. */
  throwFault(): void;
}

export function createErrorLog(): ErrorLog {
  const errors: string[] = [];
  const faults: unknown[] = [];
  const error = ({ err }: { err?: unknown }, message: string) => {
    errors.push(message);
    if (message === 'command.fault') faults.push(err);
  };
  return {
    log: { ...silentLog, error } as Logger,
    takeErrors: () => errors.splice(0),
    throwFault: () => {
      if (faults.length > 0) throw faults.shift();
    },
  };
}
