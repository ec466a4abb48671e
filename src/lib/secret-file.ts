import { readFileSync, statSync } from 'node:fs';

type Env = Readonly<Record<string, string | undefined>>;

/** Longer than any key or address; a file beyond it is another one by mistake. */
const MOST_BYTES = 64 * 1024;

/**
 * Settings that may stand in files: for each of `names`, `X_FILE` names the file that holds the value of `X`, as Docker,
 * Kubernetes and systemd hand out secrets. Gives the environment with those values in it, without the line break at a
 * file's end, and a line for each file that cannot be used. A line names the setting and the file, never what is in it.
 */
export function readSecretFiles(
  env: Env,
  names: readonly string[],
): { readonly env: Env; readonly problems: string[] } {
  const filled: Record<string, string | undefined> = { ...env };
  const problems: string[] = [];
  for (const name of names) {
    const path = env[`${name}_FILE`];
    if (!path) continue;
    if (env[name]) {
      problems.push(`${name} and ${name}_FILE: only one of the two may be set`);
      continue;
    }
    const read = readSecret(path);
    if ('problem' in read) problems.push(`${name}_FILE: ${path} ${read.problem}`);
    else filled[name] = read.value;
  }
  return { env: filled, problems };
}

function readSecret(path: string): { readonly value: string } | { readonly problem: string } {
  let text: string;
  try {
    const { size } = statSync(path);
    if (size > MOST_BYTES) return { problem: `is larger than ${MOST_BYTES} bytes: it is not the file of a secret` };
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { problem: reasonOf(error) };
  }
  const value = text.replace(/[\r\n]+$/, '');
  return value === '' ? { problem: 'is empty' } : { value };
}

function reasonOf(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by this account';
    case 'EISDIR':
      return 'is a folder, not a file';
    default:
      return `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no reason given'})`;
  }
}
