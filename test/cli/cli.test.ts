import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/deskbell.ts';

function deskbell(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/main.ts', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, BOOK: '' },
  });
  return { status, stdout, stderr };
}

describe('the command line', () => {
  it('without words prints the help, with exit status 0', () => {
    const { status, stdout } = deskbell();
    expect(status).toBe(0);
    expect(stdout).toContain('Usage: deskbell');
    expect(stdout).toMatch(/^ {2}start /m);
  });

  it('prints its version', async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    for (const word of ['--version', '-v']) expect(deskbell(word)).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  it.each([
    [['clok'], /Did you mean clock\?/],
    [['book', 'chek'], /Did you mean check\?/],
    [['simulate', 'x.yaml', '--jsno'], /Did you mean --json\?/],
    [['book', 'check', 'telecom-provnce'], /did you mean "telecom-province"\?/],
    [['clock', '--calendar', 'ofice', '--from', '2026-09-30T17:00+08:00', '--add', '1d'], /did you mean "office"\?/],
  ])('names the nearest word: %j', (words, said) => {
    const { status, stderr } = deskbell(...words);
    expect(status).toBe(2);
    expect(stderr).toMatch(said);
  });

  it('starts on Windows too, where `exec` is a file of ours and no variable can stand before a command', async () => {
    const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const name of ['start', 'deskbell', 'test', 'fault']) expect(scripts[name]).toMatch(/^(exec node|vitest) /);
    expect(await readFile(join(ROOT, 'exec.cmd'), 'latin1')).toMatch(/^@rem .*\r\n@%\*\r\n$/);
  });
});

describe('completion', () => {
  let folder: string;
  let script: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskbell-complete-'));
    script = join(folder, 'complete.bash');
    await writeFile(script, deskbell('complete', 'bash').stdout);
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** What bash itself offers after these words. */
  function offered(...words: string[]): string[] {
    const ask = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _deskbell; printf "%s\\n" "${COMPREPLY[@]}"';
    const { stdout } = spawnSync('bash', ['-c', ask, script, 'deskbell', ...words], { encoding: 'utf8' });
    return stdout.split('\n').filter(Boolean);
  }

  it.each([
    [['boo'], ['book']],
    [['book', 'ch'], ['check']],
    [
      ['simulate', '--'],
      ['--json', '--lang', '--help'],
    ],
    [['simulate', '--lang', 'z'], ['zh-CN']],
    [['rep'], ['replay']],
    [
      ['replay', '--'],
      ['--book', '--month', '--customer', '--by', '--json', '--lang', '--help'],
    ],
    [['complete', 'f'], ['fish']],
  ])('offers in bash after %j', (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  it('leaves file names to the shell where a file is wanted', () => {
    expect(offered('simulate', '')).toEqual([]);
    expect(deskbell('complete', 'bash').stdout).toContain('complete -o default -F _deskbell deskbell');
  });

  it('has scripts for zsh and fish with the same words', () => {
    const [zsh, fish] = ['zsh', 'fish'].map((shell) => deskbell('complete', shell).stdout);
    expect(zsh).toMatch(/^autoload -Uz bashcompinit && bashcompinit\n_deskbell\(\)/);
    expect(fish).toMatch(/^complete -c deskbell -n '__fish_seen_subcommand_from book; and not .*' -f -a check -d '/m);
  });

  it('refuses another shell, naming those it knows', () => {
    const { status, stderr } = deskbell('complete', 'ksh');
    expect(status).toBe(2);
    expect(stderr).toContain('Allowed choices are bash, zsh, fish');
  });
});
