import { execFile } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCrowd } from '../crowd.ts';
import { openPlace } from '../place.ts';
import { type Scenario, Skipped } from '../scenario.ts';
import { settle } from '../settle.ts';

const run = promisify(execFile);
/** What the ballast leaves free. */
const LEFT_BYTES = 256 * 1024;

/** The disk under PGlite fills up while people report, and is freed later. */
export const fullDisk: Scenario = {
  name: 'full-disk',
  about: 'the disk under PGlite is full for a while (needs the right to mount a tmpfs)',
  async run({ isShort, after }) {
    const disk = await mountDisk(after);
    const place = await openPlace({ database: 'pglite', door: 'slack-http', dataDir: join(disk, 'data') });
    after(() => place.close());
    const crowd = createCrowd((number) => place.report(number));
    const desk = await place.start();
    await crowd.storm([desk], { atOnce: 4, most: 4 });
    const ballast = join(disk, 'ballast');
    const { bavail, bsize } = await statfs(disk);
    await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - LEFT_BYTES)));
    const enough = new AbortController();
    const stopAfter = isShort ? 6 : 100;
    const storm = crowd.storm([desk], { atOnce: 4, most: 2_000, signal: enough.signal });
    const refused = () => crowd.asked.length - crowd.accepted;
    while (
      refused() < stopAfter &&
      desk.child.exitCode === null &&
      desk.child.signalCode === null &&
      crowd.accepted < 2_000
    )
      await Promise.race([storm, new Promise((resolve) => setTimeout(resolve, 50))]);
    enough.abort();
    await storm;
    const died = desk.child.exitCode ?? desk.child.signalCode ?? 'no';
    await rm(ballast);
    const counts = await settle(place, died === 'no' ? desk : await place.start(), crowd, {
      tellsAll: crowd.accepted < 60,
      ladder: !isShort,
    });
    return { refused: refused(), died, ...counts };
  },
};

async function mountDisk(after: (close: () => Promise<unknown>) => void): Promise<string> {
  const disk = await mkdtemp(join(tmpdir(), 'deskbell-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'tmpfs', disk]);
  } catch (error) {
    await rm(disk, { recursive: true });
    throw new Skipped(`this machine does not let us mount a tmpfs: ${String((error as Error).message).trim()}`);
  }
  after(async () => {
    await run('umount', [disk]);
    await rm(disk, { recursive: true });
  });
  return disk;
}
