import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, readConfig, SECRET_SETTINGS, Settings } from '../../src/config.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-secret-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileWith(text: string | Buffer, name = 'secret'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('a setting from a file', () => {
  it.each([
    ['without a line break', 'xoxb-from-file', 'xoxb-from-file'],
    ['with one at its end', 'xoxb-from-file\n', 'xoxb-from-file'],
    ['with those of Windows', 'xoxb-from-file\r\n\r\n', 'xoxb-from-file'],
    ['with a space, which may belong to it', ' xoxb from file ', ' xoxb from file '],
  ])('is the file’s content %s', async (_name, text, botToken) => {
    const env = { SLACK_BOT_TOKEN_FILE: await fileWith(text), SLACK_SIGNING_SECRET: 'signing' };
    expect(readConfig(env).slack).toMatchObject({ botToken, signingSecret: 'signing' });
  });

  it('counts like the setting itself: a workspace by files alone is no playground, and is checked', async () => {
    const env = {
      SLACK_BOT_TOKEN_FILE: await fileWith('xoxb-1'),
      SLACK_APP_TOKEN_FILE: await fileWith('xapp-1', 'app'),
    };
    expect(readConfig({ ...env, HOST: '0.0.0.0' })).toMatchObject({ playground: false, slack: { appToken: 'xapp-1' } });
    expect(problemsOf({ SLACK_BOT_TOKEN_FILE: env.SLACK_BOT_TOKEN_FILE }).join()).toContain('SLACK_SIGNING_SECRET');
    const DATABASE_URL_FILE = await fileWith('mysql://hush', 'database');
    expect(problemsOf({ DATABASE_URL_FILE })).toEqual([
      expect.stringMatching(/^DATABASE_URL: allowed is .*postgresql/),
    ]);
  });

  it('is refused in clear words, all at once, without a word of the secret', async () => {
    const empty = await fileWith('\n', 'empty');
    const large = await fileWith(Buffer.alloc(70_000, 'x'), 'large');
    const both = await fileWith('hush-hush', 'both');
    const env = {
      SLACK_BOT_TOKEN: 'xoxb-hush',
      SLACK_BOT_TOKEN_FILE: both,
      SLACK_SIGNING_SECRET_FILE: join(folder, 'nowhere'),
      SLACK_APP_TOKEN_FILE: folder,
      FEISHU_APP_SECRET_FILE: empty,
      FEISHU_ENCRYPT_KEY_FILE: large,
    };
    const problems = problemsOf(env);
    expect(problems).toEqual([
      'SLACK_BOT_TOKEN and SLACK_BOT_TOKEN_FILE: only one of the two may be set',
      `SLACK_SIGNING_SECRET_FILE: ${join(folder, 'nowhere')} does not exist`,
      `SLACK_APP_TOKEN_FILE: ${folder} is a folder, not a file`,
      `FEISHU_APP_SECRET_FILE: ${empty} is empty`,
      `FEISHU_ENCRYPT_KEY_FILE: ${large} is larger than 65536 bytes: it is not the file of a secret`,
    ]);
    expect(problems.join()).not.toContain('hush');
  });

  it('may not be another account’s', async () => {
    const path = await fileWith('xoxb-1', 'locked');
    await chmod(path, 0o000);
    const problems = problemsOf({ SLACK_BOT_TOKEN_FILE: path, SLACK_SIGNING_SECRET: 's' });
    // The administrator of the machine reads everything.
    expect(problems).toEqual(
      process.getuid?.() === 0 ? [] : [`SLACK_BOT_TOKEN_FILE: ${path} may not be read by this account`],
    );
  });

  it('is open to every setting that is a secret', () => {
    const secret = Object.keys(Settings.shape).filter((name) => /TOKEN|SECRET|KEY|PASSWORD|DATABASE_URL/.test(name));
    expect(SECRET_SETTINGS).toEqual(expect.arrayContaining(secret));
  });
});
