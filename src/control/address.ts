import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Where a running desk takes commands of its own machine: a port of 127.0.0.1 and a secret, in a file of the data directory. */
const Address = z.strictObject({
  url: z.url({ protocol: /^http$/ }),
  secret: z.string().min(32),
});
export type Address = z.infer<typeof Address>;

const FILE = 'control.json';
const ONLY_OWNER = 0o600;

/** Writes the file whole or not at all, readable by the desk's own account alone. */
export async function writeAddress(folder: string, address: Address): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `${FILE}.${process.pid}`);
  await writeFile(draft, `${JSON.stringify(address)}\n`, { mode: ONLY_OWNER });
  await chmod(draft, ONLY_OWNER);
  await rename(draft, join(folder, FILE));
}

/** undefined: no desk has written it, or it cannot be read. */
export async function readAddress(folder: string): Promise<Address | undefined> {
  try {
    return Address.safeParse(JSON.parse(await readFile(join(folder, FILE), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Removes the file if it still says this address: a desk that was started later may have written its own. */
export async function removeAddress(folder: string, { secret }: Address): Promise<void> {
  if ((await readAddress(folder))?.secret === secret) await rm(join(folder, FILE), { force: true });
}
