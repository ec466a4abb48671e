import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { memoryFolder } from './test/support/memory-folder.ts';

// For this process, its workers and the desks that they start.
const folder = process.env.TMPDIR ?? memoryFolder();
if (folder !== undefined) process.env.TMPDIR = folder;

/** `npm test` runs everything. Three workers on two processors: one of them waits for PostgreSQL or for a platform. */
export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 3,
    // A worker runs one file after the other and keeps what it has loaded and opened: the SDKs, Prisma, databases
    // (`test/support/database-pool.ts`). A test file therefore undoes what it changes of the process: env, timers, nock.
    isolate: false,
    watch: false,
    // For what never ends. Nothing takes near as long, also beside other work on one processor.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    include: ['test/**/*.test.ts'],
    // Dozens of tests start the program as its own process: what Node compiled once serves the next.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compile', import.meta.url)) },
    // Run once before all tests, and taken down after them.
    globalSetup: ['test/support/global-setup.ts', 'test/support/chromium.ts'],
  },
});
