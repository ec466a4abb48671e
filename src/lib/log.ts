import { type Logger as PinoLogger, pino } from 'pino';

/** Structured log without message bodies or secrets: callers pass ids and counts, never what people wrote. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

export function createLogger(level: string): PinoLogger {
  return pino({ level, redact: ['*.token', '*.secret', '*.text', '*.title', '*.password'] }, pino.destination(2));
}

export const silentLog: Logger = pino({ level: 'silent' });
