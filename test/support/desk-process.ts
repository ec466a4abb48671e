import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from './deskbell.ts';

/** A real `start` in a process of its own. */
export interface DeskProcess {
  readonly child: ChildProcess;
  /** The address of its ready line. */
  readonly url: string;
  /** All it has written to stdout so far. */
  said(): string;
  /** And to stderr, where the log goes. */
  warned(): string;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** What `start` came to when it did not get as far as its ready line. */
export interface Refusal {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface DeskOptions {
  /** Settings; a variable that is not named is blank. */
  readonly env: Readonly<Record<string, string>>;
  readonly via?: 'node' | 'npm';
  /** Further words after `start`. */
  readonly words?: readonly string[];
}

/** Every setting blank, so that neither the machine's environment nor an `.env` counts. */
export const BLANK = {
  ...Object.fromEntries(
    ['HOST', 'PUBLIC_URL', 'DATABASE_URL', 'BOOK', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'].map(blank),
  ),
  ...Object.fromEntries(['SLACK_API_URL', 'SLACK_APP_TOKEN', 'FEISHU_APP_ID', 'FEISHU_APP_SECRET'].map(blank)),
  ...Object.fromEntries(['FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN', 'FEISHU_DOMAIN'].map(blank)),
  PORT: '0',
  LOG_LEVEL: 'error',
};

/** Every process of this test file that may still run, with its end; see `endDesks`. */
const running = new Map<ChildProcess, Promise<unknown>>();

/** Starts a desk and waits for its ready line. Throws, with what it said, when it ends before. */
export async function startDesk(options: DeskOptions): Promise<DeskProcess> {
  const { child, ready, stdout, stderr, ended } = run(options);
  const url = await ready;
  if (url === undefined) throw new Error(`the desk did not start: ${JSON.stringify(await ended)}`);
  return {
    child,
    url,
    said: stdout,
    warned: stderr,
    async end(signal) {
      child.kill(signal);
      await ended;
      return { code: child.exitCode, signal: child.signalCode };
    },
  };
}

/** Starts a desk that is not expected to open. Throws when it does. */
export async function startRefused(options: DeskOptions): Promise<Refusal> {
  const { child, ready, ended } = run(options);
  if ((await ready) !== undefined) {
    child.kill('SIGKILL');
    throw new Error('the desk opened');
  }
  return ended;
}

/** Ends all processes that a failed test left running. */
export async function endDesks(): Promise<void> {
  for (const [child, ended] of running) {
    killGroup(child);
    await ended;
  }
}

/** Through npm the desk is a child of the child: the group ends with it. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It may have come to its end by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function run({ env, via = 'node', words = [] }: DeskOptions) {
  const [command, args] =
    via === 'npm'
      ? ['npm', ['start', '--', ...words]]
      : [process.execPath, [join(ROOT, 'src/main.ts'), 'start', ...words]];
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, npm_config_update_notifier: 'false', npm_config_logs_max: '0', ...BLANK, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const ended = once(child, 'close').then((): Refusal => {
    running.delete(child);
    return { code: child.exitCode, stdout: stdout(), stderr: stderr() };
  });
  running.set(child, ended);
  const ready = new Promise<string | undefined>((resolve) => {
    child.stdout.on('data', () => {
      const url = /^Deskbell is ready: (http:\S+)$/m.exec(stdout())?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then(() => resolve(undefined));
  });
  return { child, ready, ended, stdout, stderr };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}

function blank(name: string): [string, string] {
  return [name, ''];
}
