import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Copy, DockerfileParser, type Instruction } from 'dockerfile-ast';

/** A stage of a Dockerfile, done in a folder that stands for the root of its file system. */
export interface Stage {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** As in `USER`, e.g. `1000:1000`. */
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  readonly stopSignal: string;
}

type Draft = { -readonly [Key in keyof Stage]: Stage[Key] } & { workdir: string };

interface Around {
  /** What COPY takes from. */
  readonly context: string;
  readonly earlier: ReadonlyMap<string, Stage>;
}

/** Folders of the image itself; any other path is one of the base image, which is this machine here. */
const OURS = /(?<![\w./])\/(?=(desk|data|usr\/local\/bin)(\/|[\s'"]|$))/g;
const INSTALL_WITHIN_MS = 10 * 60_000;

/**
 * Does the steps of a Dockerfile on this machine, each stage in a folder of `folder`. COPY takes from `context` or from an
 * earlier stage; RUN runs in a shell, with the image's own paths moved into the stage's folder. Gives the last stage. Throws
 * at a step that it does not know, and at the first one that fails.
 */
export async function runStages(dockerfile: string, context: string, folder: string): Promise<Stage> {
  const done = new Map<string, Draft>();
  let stage: Draft | undefined;
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const name = / AS (\S+)$/i.exec(rawOf(instruction))?.[1] ?? 'image';
      stage = openStage(join(folder, name));
      done.set(name, stage);
    } else {
      assert(stage, 'a Dockerfile begins with FROM');
      await doStep(stage, instruction, { context, earlier: done });
    }
  }
  assert(stage, 'a Dockerfile has a stage');
  return stage;
}

/** Words of the image as they are on this machine: its own paths stand in the stage's folder. */
export function hereOf({ root }: Pick<Stage, 'root'>, words: string): string {
  return words.replace(OURS, `${root}/`);
}

function openStage(root: string): Draft {
  const lists = { entrypoint: [], command: [], healthcheck: [] };
  return { root, env: {}, user: 'root', ...lists, stopSignal: 'SIGTERM', workdir: '/' };
}

async function doStep(stage: Draft, instruction: Instruction, around: Around): Promise<void> {
  const raw = rawOf(instruction);
  switch (instruction.getKeyword()) {
    case 'WORKDIR':
      stage.workdir = raw;
      await mkdir(join(stage.root, raw), { recursive: true });
      return;
    case 'COPY':
      assert(instruction instanceof Copy);
      return copy(stage, instruction.getFromFlag()?.getValue() ?? undefined, raw.split(/\s+/), around);
    case 'RUN':
      return run(stage, raw);
    case 'ENV':
      stage.env = { ...stage.env, ...Object.fromEntries(raw.split(/\s+/).map((pair) => pair.split('=', 2))) };
      return;
    case 'USER':
      stage.user = raw;
      return;
    case 'HEALTHCHECK':
      stage.healthcheck = JSON.parse(raw.slice(raw.indexOf('CMD') + 3));
      return;
    case 'ENTRYPOINT':
      stage.entrypoint = JSON.parse(raw);
      return;
    case 'CMD':
      stage.command = JSON.parse(raw);
      return;
    case 'STOPSIGNAL':
      stage.stopSignal = raw;
      return;
    case 'LABEL':
    case 'EXPOSE':
      return;
    default:
      throw new Error(`deploy/stage.ts does not know ${instruction.getKeyword()}: teach it, or write it another way`);
  }
}

/** `COPY [--from=stage] source… target`: a folder's content goes into the target, as in Docker. */
async function copy(
  stage: Draft,
  from: string | undefined,
  paths: string[],
  { context, earlier }: Around,
): Promise<void> {
  const base = from === undefined ? context : earlier.get(from)?.root;
  assert(base, `COPY --from=${from}: there is no such stage`);
  const target = paths.pop() ?? '';
  const into = target.startsWith('/') ? join(stage.root, target) : join(stage.root, stage.workdir, target);
  await mkdir(into, { recursive: true });
  for (const path of paths) {
    const place = /\.\w+$|^LICENSE$/.test(path) ? join(into, basename(path)) : into;
    const options = { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE };
    await cp(join(base, path), place, options);
  }
}

async function run(stage: Draft, command: string): Promise<void> {
  // Without the rights of root nothing changes its owner: whoever builds it is the only account then.
  const first = process.getuid?.() === 0 ? 'set -e;' : 'set -e; chown() { :; };';
  const where = join(stage.root, stage.workdir);
  await mkdir(join(stage.root, 'usr/local/bin'), { recursive: true });
  const env = { ...process.env, ...stage.env, npm_config_prefer_offline: 'true' };
  const timeout = AbortSignal.timeout(INSTALL_WITHIN_MS);
  const child = spawn('sh', ['-c', `${first} ${hereOf(stage, command)}`], { cwd: where, env, stdio: 'inherit' });
  const [status] = await once(child, 'exit', { signal: timeout });
  assert.equal(status, 0, `RUN ${command}: exit status ${status}`);
}

/** What stands behind the keyword, on one line. */
function rawOf(instruction: Instruction): string {
  return (instruction.getRawArgumentsContent() ?? '').replace(/\\\n\s*/g, ' ').trim();
}
