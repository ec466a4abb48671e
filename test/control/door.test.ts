import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { readAddress } from '../../src/control/address.ts';
import { openDoor } from '../../src/control/door.ts';
import { createKeptLog } from '../support/kept-log.ts';

const { log, take } = createKeptLog();
let folder: string;
let close: () => Promise<void>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-control-'));
  // Throws at once, as the commands do, not by its promise.
  const greet = (asked: unknown) =>
    Promise.resolve({ text: z.object({ name: z.string() }).parse(asked).name, status: 0 } as const);
  close = await openDoor(folder, { greet }, log);
});
afterEach(async () => {
  await close();
  await rm(folder, { recursive: true });
});

async function ask(body: string, name = 'greet', secret?: string) {
  const address = await readAddress(folder);
  const headers = { authorization: `Bearer ${secret ?? address?.secret}` };
  const response = await fetch(`${address?.url}${name}`, { method: 'POST', headers, body });
  return [response.status, await response.text()];
}

it('calls what is no JSON, and JSON of another shape, a wrong request, and logs no fault', async () => {
  expect(await ask('{"name":"Li"}')).toEqual([200, '{"text":"Li","status":0}']);
  for (const body of ['', 'null', '[]', '"x"', '{"name":1}', '{"name":']) expect(await ask(body)).toEqual([400, '']);
  expect(take()).toBe('');
});

it('answers a wrong secret alike, whether the command exists or not', async () => {
  for (const name of ['greet', 'none', 'constructor']) expect(await ask('{}', name, 'wrong')).toEqual([401, '']);
  expect((await ask('{}', 'constructor'))[0]).toBe(404);
});
