import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a run of the command line left behind. */
export interface CommandRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Runs `deskbell` as its own process and waits for its end; `root` is the tree it runs from. */
export function runDeskbell(args: readonly string[], root = ROOT, env = process.env): Promise<CommandRun> {
  return new Promise((resolve) => {
    execFile(process.execPath, [`${root}/src/main.ts`, ...args], { cwd: root, env }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ status, stdout, stderr });
    });
  });
}
