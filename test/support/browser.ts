import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';
import type { UnpackedChromium } from './chromium.ts';

/** A real Chromium without a window, also for root; `close` it. */
export async function openBrowser(): Promise<Browser> {
  const response = await fetch(inject('chromiumUrl'));
  if (!response.ok) throw new Error(`no Chromium: ${await response.text()}`);
  const { executablePath, libraryPath } = (await response.json()) as UnpackedChromium;
  const environment = { ...process.env, LD_LIBRARY_PATH: libraryPath } as Record<string, string>;
  return chromium.launch({ executablePath, args: ['--no-sandbox'], env: environment });
}
