import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands.ts';
import { Settings } from '../../src/config.ts';
import { hasText, TEXTS } from '../../src/i18n/i18n.ts';
import { ROOT, readSources, readTable } from './sources.ts';

/** Browser files bring their own texts. */
const CODE = readSources().filter(({ path }) => path.endsWith('.ts'));
const KEYS = Object.keys(TEXTS.en).filter((key) => hasText('en', key));

/** What is asked of `t` or refused with: a key, or a template whose blanks stand for anything. */
const ASKED = [/\bt\(\s*[^,()]+,\s*([^)]*)/g, /\b(?:refuse|hasText)\(\s*([^)]*)/g];
const QUOTED = /(['`])((?:\\.|(?!\1).)*)\1/g;
/** The dotted names that a literal can be; anything else in quotes is a value, not a key. */
const KEY = /^[a-z][\w-]*(\.[\w-]+)*$/i;

describe('texts', () => {
  it('are there in zh-CN and en alike, none empty, with the same blanks', () => {
    const blanksOf = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
    expect(Object.keys(TEXTS['zh-CN'])).toEqual(KEYS);
    const different = KEYS.filter((key) => {
      const [zh, en] = [TEXTS['zh-CN'][key], TEXTS.en[key]];
      return (zh === '') !== (en === '') || blanksOf(zh).join() !== blanksOf(en).join();
    });
    expect(different).toEqual([]);
  });

  it('are there for whatever the code asks for or refuses with', () => {
    const missing = CODE.flatMap(({ path, code }) =>
      askedIn(code)
        .filter((asked) => !KEYS.some((key) => asked.pattern.test(key)))
        .map(({ written }) => `${path}: ${written}`),
    );
    expect(missing).toEqual([]);
  });

  it('are all asked for by somebody', () => {
    const named = CODE.flatMap(({ code }) => [
      ...askedIn(code).map(({ pattern }) => pattern),
      // A key may be handed on before it is asked for: `list(ask, 'list.mine')`, `line.${key}`.
      ...literalsIn(code)
        .filter((literal) => !literal.startsWith('$'))
        .map((literal) => patternOf(literal)),
    ]);
    expect(KEYS.filter((key) => !named.some((pattern) => pattern.test(key)))).toEqual([]);
  });
});

describe('commands', () => {
  it('have one name each, and a line of help where they are typed', () => {
    const names = COMMANDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+\.[a-z-]+$/.test(name))).toEqual([]);
    const typed = COMMANDS.filter((command) => command.typed).map(({ name }) => name);
    expect(typed.filter((name) => !hasText('en', `help.${name}`))).toEqual([]);
    const ofOthers = KEYS.filter((key) => /^help\.[a-z]+\.[a-z-]+$/.test(key) && !typed.includes(key.slice(5)));
    expect(ofOthers).toEqual([]);
  });

  it('have a Chinese and an English word, no two of them the same', () => {
    const typed = COMMANDS.flatMap(({ name, typed }) => (typed ? [{ name, ...typed }] : []));
    expect(typed.filter(({ zh, en }) => zh.length === 0 || en.length === 0).map(({ name }) => name)).toEqual([]);
    const words = typed.flatMap(({ zh, en }) => [...zh, ...en]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    expect(words.filter((word) => /\s/.test(word) || word !== word.toLowerCase())).toEqual([]);
  });

  it('name what they take', () => {
    const takes = COMMANDS.flatMap(({ typed }) => typed?.takes ?? []);
    expect(takes.filter((take) => !hasText('en', `take.${take}`))).toEqual([]);
  });
});

describe('settings', () => {
  const settings = Object.keys(Settings.shape);
  const defaults: Readonly<Record<string, unknown>> = Settings.parse({});

  it('stand in .env.example, commented out, with their defaults', () => {
    const lines = readFileSync(join(ROOT, '.env.example'), 'utf8').match(/^#? ?[A-Z0-9_]+=.*$/gm);
    expect(lines).toEqual(settings.map((name) => `# ${name}=${defaults[name] ?? ''}`));
  });

  it('stand in docs/settings.md with their defaults', () => {
    const rows = readTable('docs/settings.md').map(([name, value]) => [name, value]);
    const cell = (value: unknown) => (value === undefined ? '–' : `\`${value}\``);
    expect(rows).toEqual(settings.map((name) => [`\`${name}\``, cell(defaults[name])]));
  });
});

const WIRING = ['src/app.ts', 'src/webhook-wiring.ts', 'src/web-door.ts'];

describe('adapters', () => {
  it('each have a folder with a factory of its name, and the wiring knows every one', () => {
    const folders = globSync('src/adapter/*/', { cwd: ROOT }).map((path) => basename(path));
    const factories = folders.map((name) => `src/adapter/${name}/${name}.ts`);
    expect(factories.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const wired = CODE.filter(({ path }) => WIRING.includes(path)).flatMap(({ imports }) =>
      imports.map(({ to }) => to),
    );
    expect(factories.filter((path) => !wired.includes(path))).toEqual([]);
  });
});

describe('an installation without development packages', () => {
  it("has none of Prisma's command line, and a Node of its own only by `engines`", () => {
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
    const installed = Object.entries(lock.packages).filter(([, { dev }]) => !dev);
    const names = installed.map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(names).toContain('@prisma/client');
    expect(
      names.filter((name) => /^(prisma|prisma-cli|@prisma\/(studio-core|dev|engines|config)|node)$/.test(name)),
    ).toEqual([]);
    const atLeast = />=(\d+\.\d+)/.exec(lock.packages['']?.engines?.node ?? '')?.[1];
    const guide = readFileSync(join(ROOT, 'docs/operate.md'), 'utf8');
    const production = guide.split('## In production')[1]?.split('\n## ')[0];
    expect(production).toContain(`${atLeast} or newer`);
  });
});

/** The part of `package-lock.json` that says what is installed; `dev` is not there where production needs a package. */
interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly engines?: { readonly node?: string } }>
  >;
}

interface Asked {
  readonly written: string;
  readonly pattern: RegExp;
}

function askedIn(code: string): Asked[] {
  const calls = ASKED.flatMap((call) => [...code.matchAll(call)].map(([, rest]) => rest ?? ''));
  return calls.flatMap((rest) => {
    // The key stands before the blanks' values and after any comparison: `t(en, kind === 'a' ? 'b.c' : 'b.d', { by: 'x' })`.
    const key = (rest.split(/,\s*(?:\{|$)/)[0] ?? '').replace(/[!=]==\s*'[^']*'/g, '');
    return literalsIn(key).map((written) => ({ written, pattern: patternOf(written) }));
  });
}

function literalsIn(code: string): string[] {
  return [...code.matchAll(QUOTED)]
    .map(([, , literal]) => literal ?? '')
    .filter((literal) => KEY.test(literal.replace(/\$\{[^}]*\}/g, 'x')));
}

function patternOf(literal: string): RegExp {
  const parts = literal.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('.+')}$`);
}
