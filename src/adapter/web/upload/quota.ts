import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Clock, Instant } from '../../../lib/instant.ts';
import { LIMITS } from '../limits.ts';

/** Whose quotas an upload counts for: the page's, and its customer's. */
export interface Sender {
  readonly link: string;
  readonly customer: string;
}

/** The quota that is used up. */
export type QuotaExceeded = 'link-full' | 'customer-full';

/** The part of the quotas that one running request uses. */
export interface Claim {
  /** Counts one more file; gives the quota it exceeds. */
  addFile(): QuotaExceeded | undefined;
  addBytes(bytes: number): QuotaExceeded | undefined;
  /** Counts these files until they are released or too old. */
  keep(files: readonly { readonly id: string; readonly bytes: number }[]): Promise<void>;
  /** Gives back what was not kept. */
  close(): void;
}

/** Counts the uploads of the last 30 days per page and customer, in a file, so that a restart does not reset them. */
export interface UploadQuota {
  open(sender: Sender): Claim;
  /** Files that were removed no longer count. */
  release(ids: readonly string[]): Promise<void>;
  /** Drops entries that are too old and rewrites the file. */
  sweep(): Promise<void>;
}

const Kept = z.object({ id: z.string(), at: z.number(), bytes: z.number(), link: z.string(), customer: z.string() });
type Kept = z.infer<typeof Kept>;
const Line = z.union([Kept, z.object({ struck: z.string() })]);

/** Reads the quota file, one JSON object a line; a line that was cut off by a crash is ignored. */
export async function openUploadQuota(path: string, clock: Clock): Promise<UploadQuota> {
  const kept = await load(path, clock.now());
  const sums = createSums();
  for (const file of kept.values()) sums.add(file, 1, file.bytes);

  function forget(id: string): boolean {
    const file = kept.get(id);
    if (file) sums.add(file, -1, -file.bytes);
    return kept.delete(id);
  }

  return {
    open(sender) {
      let files = 0;
      let bytes = 0;
      const giveBack = () => {
        sums.add(sender, -files, -bytes);
        files = 0;
        bytes = 0;
      };
      return {
        addFile() {
          files += 1;
          return sums.add(sender, 1, 0);
        },
        addBytes(more) {
          bytes += more;
          return sums.add(sender, 0, more);
        },
        async keep(given) {
          const lines = given.map(({ id, bytes: size }) => ({ id, bytes: size, at: clock.now(), ...sender }));
          giveBack();
          for (const line of lines) {
            kept.set(line.id, line);
            sums.add(sender, 1, line.bytes);
          }
          if (lines.length > 0) await appendFile(path, linesOf(lines), { mode: 0o600 });
        },
        close: giveBack,
      };
    },
    async release(ids) {
      const known = ids.filter(forget);
      if (known.length > 0) await appendFile(path, linesOf(known.map((struck) => ({ struck }))), { mode: 0o600 });
    },
    async sweep() {
      // Other processes that share the folder may have added lines.
      for (const file of (await load(path, clock.now())).values()) {
        if (kept.has(file.id)) continue;
        kept.set(file.id, file);
        sums.add(file, 1, file.bytes);
      }
      for (const { id, at } of [...kept.values()]) if (at <= clock.now() - LIMITS.quotaMs) forget(id);
      await writeFile(`${path}.new`, linesOf([...kept.values()]), { mode: 0o600 });
      await rename(`${path}.new`, path);
    },
  };
}

/** Sums per page and customer, including uploads that are still running. */
function createSums() {
  const sums = new Map<string, { files: number; bytes: number }>();

  function addTo(name: string, files: number, bytes: number): { files: number; bytes: number } {
    const before = sums.get(name) ?? { files: 0, bytes: 0 };
    const sum = { files: before.files + files, bytes: before.bytes + bytes };
    if (sum.files === 0 && sum.bytes === 0) sums.delete(name);
    else sums.set(name, sum);
    return sum;
  }

  return {
    /** Gives the quota that is exceeded now. */
    add({ link, customer }: Sender, files: number, bytes: number): QuotaExceeded | undefined {
      const ofLink = addTo(`link ${link}`, files, bytes);
      const ofCustomer = addTo(`customer ${customer}`, files, bytes);
      if (ofLink.files > LIMITS.linkFiles || ofLink.bytes > LIMITS.linkBytes) return 'link-full';
      const isFull = ofCustomer.files > LIMITS.customerFiles || ofCustomer.bytes > LIMITS.customerBytes;
      return isFull ? 'customer-full' : undefined;
    },
  };
}

function linesOf(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

async function load(path: string, now: Instant): Promise<Map<string, Kept>> {
  const kept = new Map<string, Kept>();
  for (const text of (await readFile(path, 'utf8').catch(() => '')).split('\n')) {
    const line = Line.safeParse(parse(text)).data;
    if (line === undefined) continue;
    if ('struck' in line) kept.delete(line.struck);
    else if (line.at > now - LIMITS.quotaMs) kept.set(line.id, line);
  }
  return kept;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
