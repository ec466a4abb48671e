import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scanned } from '../../../../src/adapter/web/upload/clamd.ts';
import { createKeepFiles, openUploads } from '../../../../src/adapter/web/upload/keep.ts';

const SENDER = { link: 'mail/sample', customer: 'sample' };
const NOTE = { name: 'note.txt', bytes: Buffer.from('the switch is hot') };

describe('a file that came by mail', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskbell-keep-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.each<[Scanned, readonly string[]]>([
    ['clean', []],
    ['infected', ['infected']],
    ['not-scanned', ['not-scanned']],
  ])('%s by the scanner: what is kept, and why not', async (scanned, why) => {
    const uploads = await openUploads(join(folder, 'upload'), { now: () => 0 }, undefined);
    const keep = createKeepFiles({ ...uploads, scan: async () => scanned });
    const { kept, untaken } = await keep([NOTE], SENDER);
    expect(untaken.map((each) => each.why)).toEqual(why);
    expect(kept).toHaveLength(1 - why.length);
    expect(await readdir(join(folder, 'upload'))).toHaveLength(kept.length);
  });
});
