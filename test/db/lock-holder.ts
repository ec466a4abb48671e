import { lockDirectory } from '../../src/db/lock.ts';

/** A process of `lock.test.ts`: locks the directory given, says what came of it, ends when its input does. */
try {
  lockDirectory(process.argv[2] ?? '');
  console.log('locked');
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
}
process.stdin.resume();
