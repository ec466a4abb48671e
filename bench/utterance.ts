/**
 * How free words are read: `node bench/utterance.ts`. Prints, as shares of all lines,
 *   1. the shipped examples, each fifth read by a model of the other four: what was acted on wrongly, what was asked;
 *   2. sentences that no one trained on (`bench/utterance/*.tsv`), said in a whole house in their channel or thread;
 *   3. what one reading takes, and what training takes, in CPU time.
 * "page": something that is no fault opened a ticket. "leak": a complaint was answered in public or opened a ticket.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../src/db/open.ts';
import { type Example, shippedExamples } from '../src/desk/heard/reader/example.ts';
import { learnReader, type Reading } from '../src/desk/heard/reader/reader.ts';
import { silentLog } from '../src/lib/log.ts';
import { finish } from '../src/lib/steps.ts';
import { openHouse } from '../test/support/house.ts';
import { listeningBook } from '../test/support/sample-book.ts';
import { becomeOf, readUtterances } from '../test/support/utterance.ts';

const PARTS = 5;
const LANGUAGE = 'zh-CN';

interface Count {
  lines: number;
  wrong: number;
  asked: number;
  page: number;
  leak: number;
}

const noCount = (): Count => ({ lines: 0, wrong: 0, asked: 0, page: 0, leak: 0 });

await measureSplit();
await measureHeldOut();
measureTime();

async function measureSplit(): Promise<void> {
  const all = mixed(shippedExamples());
  const count = noCount();
  for (let part = 0; part < PARTS; part += 1) {
    const read = finish(learnReader(all.filter((_, at) => at % PARTS !== part)));
    for (const { meaning, text } of all.filter((_, at) => at % PARTS === part))
      judge(count, meaning, read(text).meaning);
  }
  print(`shipped examples, each fifth read by the others`, count);
}

function judge(count: Count, meaning: Example['meaning'], read: Reading['meaning']): void {
  count.lines += 1;
  if (read === meaning) return;
  const isAsked = read === 'unclear' || read === 'other' || read === 'complaint';
  // What is about something else is asked about: that is its right answer.
  if (isAsked && meaning === 'other') return;
  count.asked += isAsked ? 1 : 0;
  count.wrong += isAsked ? 0 : 1;
  count.page += read === 'fault' ? 1 : 0;
  count.leak += read === 'fault' && meaning === 'complaint' ? 1 : 0;
}

async function measureHeldOut(): Promise<void> {
  const folder = new URL('./utterance/', import.meta.url);
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.tsv'))) {
    const dataDir = await mkdtemp(join(tmpdir(), 'utterance-'));
    const database = await openDatabase({ kind: 'pglite', dataDir }, silentLog);
    const house = await openHouse({ database, language: LANGUAGE, book: await listeningBook(LANGUAGE) });
    const count = noCount();
    for (const line of readUtterances(new URL(file, folder))) {
      // Past the conversation, so that each line is offered by itself.
      house.wait({ minutes: 31 });
      const { becomes, isPublic } = await becomeOf(house, line, LANGUAGE);
      const isAsked = ['ask', 'complaint', 'offer'].some((each) => becomes.includes(each));
      const isRight = line.becomes.some((each) => becomes.includes(each));
      count.lines += 1;
      count.asked +=
        isAsked && !(isRight && !becomes.includes('ask')) && !['ask', 'complaint'].includes(line.becomes[0] ?? '')
          ? 1
          : 0;
      count.wrong += isRight || isAsked ? 0 : 1;
      count.page += !isRight && becomes.includes('fault') ? 1 : 0;
      count.leak += line.becomes[0] === 'complaint' && (isPublic || becomes.includes('fault')) ? 1 : 0;
    }
    await house.close();
    await rm(dataDir, { recursive: true });
    print(`held out: ${file}`, count);
  }
}

function measureTime(): void {
  const examples = shippedExamples();
  const read = finish(learnReader(examples));
  const texts = mixed(examples).slice(0, 500);
  for (const { text } of texts) read(text);
  const before = process.cpuUsage();
  for (const { text } of texts) read(text);
  const { user } = process.cpuUsage(before);
  const training = process.cpuUsage();
  finish(learnReader(examples));
  console.log(
    `one reading ${(user / 1000 / texts.length).toFixed(3)} ms of CPU; training ${Math.round(process.cpuUsage(training).user / 1000)} ms, once`,
  );
}

function print(what: string, { lines, wrong, asked, page, leak }: Count): void {
  const share = (count: number) => `${((count / lines) * 100).toFixed(1)} %`;
  console.log(`${what}: ${lines} lines, wrong ${share(wrong)}, asked ${share(asked)}, page ${page}, leak ${leak}`);
}

/** The examples in an order that mixes languages and meanings, the same at every run. */
function mixed(examples: readonly Example[]): Example[] {
  let state = 1;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state;
  };
  return examples
    .map((example) => ({ example, at: next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ example }) => example);
}
