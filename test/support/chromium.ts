import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests ask for a Chromium that is ready to run; see `openBrowser`. */
    chromiumUrl: string;
  }
}

/** A browser on disk, and where the libraries lie that a bare machine lacks. */
export interface UnpackedChromium {
  readonly executablePath: string;
  readonly libraryPath: string;
}

/**
 * Unpacks the browser that npm brought (200 MB) when the first test asks for it, once for all workers, into a folder of
 * its own that is gone after the run.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'deskbell-chromium-'));
  let unpacked: Promise<UnpackedChromium> | undefined;
  const shared = createServer((_request, response) => {
    unpacked ??= unpack(directory);
    unpacked.then(
      (chromium) => response.end(JSON.stringify(chromium)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(shared, 'listening');
  project.provide('chromiumUrl', `http://127.0.0.1:${(shared.address() as AddressInfo).port}`);

  return async () => {
    shared.close();
    shared.closeAllConnections();
    await unpacked?.catch(() => {});
    await rm(directory, { recursive: true, force: true });
  };
}

/** In a process of its own: the package unpacks to TMPDIR and changes its process's environment when it is loaded. */
async function unpack(directory: string): Promise<UnpackedChromium> {
  const script = `
    import chromium from '@sparticuz/chromium';
    const executablePath = await chromium.executablePath();
    console.log(JSON.stringify({ executablePath, libraryPath: process.env.LD_LIBRARY_PATH }));`;
  const environment = { ...process.env, TMPDIR: directory, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
  const asked = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env: environment });
  return JSON.parse((await asked).stdout) as UnpackedChromium;
}
