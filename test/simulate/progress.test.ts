import { expect, it } from 'vitest';
import { createProgress } from '../../src/simulate/progress.ts';

function drawnOn(isTTY: boolean, work: (progress: ReturnType<typeof createProgress>) => void): string {
  let drawn = '';
  const write = (text: string) => {
    drawn += text;
    return true;
  };
  const progress = createProgress({ isTTY, write } as unknown as NodeJS.WriteStream);
  progress.begin(1000, 2000);
  work(progress);
  return drawn;
}

it('shows the percentage when it has changed, and takes it away before other words', () => {
  const drawn = drawnOn(true, (progress) => {
    for (const now of [1000, 1004, 1020, 1020]) progress.reached(now);
    progress.clear();
    progress.clear();
  });
  expect(drawn).toBe('\r0 %\r2 %\r\u001b[K');
});

it('draws nothing into a file or a pipe', () => {
  expect(drawnOn(false, (progress) => progress.reached(1500))).toBe('');
});
