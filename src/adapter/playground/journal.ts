import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { JournalRecord } from './schema.ts';

/** An append-only log, one JSON line per record. */
export interface Journal {
  /** The records it had when it was opened. */
  readonly records: readonly JournalRecord[];
  /**
   * Returns when the operating system has the line, so that it survives a killed process. Throws if it could not be
   * written; then nothing was.
   */
  append(record: JournalRecord): void;
  close(): void;
}

/** A journal in memory only. */
export function memoryJournal(): Journal {
  return { records: [], append: () => {}, close: () => {} };
}

/**
 * Opens or creates the journal in `file`. An incomplete last line, left by a killed process, is dropped; any other line
 * that cannot be read is an error with its number.
 */
export function openJournal(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(file, 'a+', 0o600);
  const text = readFileSync(handle);
  let size = text.lastIndexOf(0x0a) + 1;
  if (size < text.length) ftruncateSync(handle, size);
  const records = parseLines(text.subarray(0, size).toString('utf8'), file);
  return {
    records,
    append(record) {
      const line = Buffer.from(`${JSON.stringify(record)}\n`);
      size += writeWhole(handle, line, size);
    },
    close: () => closeSync(handle),
  };
}

/** If the disk is full in the middle of a line, the part is cut off again. */
function writeWhole(handle: number, line: Buffer, size: number): number {
  try {
    for (let written = 0; written < line.length; ) written += writeSync(handle, line, written);
    return line.length;
  } catch (error) {
    ftruncateSync(handle, size);
    throw error;
  }
}

function parseLines(text: string, file: string): JournalRecord[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line, index) => {
    try {
      return JournalRecord.parse(JSON.parse(line));
    } catch (cause) {
      throw new Error(`${file}, line ${index + 1}: not a line of the playground's journal`, { cause });
    }
  });
}
