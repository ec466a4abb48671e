import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';

/** Structured log without message bodies or secrets: callers pass ids and counts, never what people wrote. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** Writes to standard error unless told otherwise. */
export function createLogger(level: string, destination: DestinationStream = pino.destination(2)): PinoLogger {
  const redact = ['*.token', '*.secret', '*.text', '*.title', '*.password'];
  return pino({ level, redact, serializers: { err: errorAsLogged } }, destination);
}

/**
 * The log of a desk that a person or a machine started: on a terminal one readable line each, elsewhere JSON as
 * `createLogger` writes it, for programs that gather logs.
 */
export async function openLog(level: string): Promise<PinoLogger> {
  if (!process.stderr.isTTY) return createLogger(level);
  const { default: pretty } = await import('pino-pretty');
  const destination = pretty({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' });
  return createLogger(level, destination);
}

/** What an error is and where it came about. What else it carries may be what people wrote: a database's has whole rows. */
function errorAsLogged(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = pino.stdSerializers.err(error);
  const { code, kind } = error as Error & { code?: unknown; kind?: unknown };
  return { type, message, stack, code, kind };
}

export const silentLog: Logger = pino({ level: 'silent' });
