import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { JournalRecord } from './schema.ts';

/** What happened, in order, one JSON line each; never changed, only added to. */
export interface Journal {
  /** What stood there when it was opened. */
  readonly records: readonly JournalRecord[];
  /** Returns once the line is with the operating system, where a killed process cannot take it back. Throws when it could not be written; then nothing was. */
  append(record: JournalRecord): void;
  close(): void;
}

/** A journal that is forgotten with the process. */
export function memoryJournal(): Journal {
  return { records: [], append: () => {}, close: () => {} };
}

/**
 * Opens or begins the journal in `file`. A last line that a killed process left half written is dropped; any other
 * line that cannot be read means damage, and is refused with its number.
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

/** A full disk may take half a line: it is cut off again, so that the next one starts afresh. */
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
