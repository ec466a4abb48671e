import type { SentFile } from '../../chat/file.ts';
import { t } from '../../i18n/i18n.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { fileNotice } from '../address/file-notice.ts';
import { numberOf, subjectOf } from '../address/number.ts';
import { routesOf } from '../address/route.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import type { Book } from '../book/book.ts';
import type { DeskTurn } from '../desk.ts';
import { recordCard } from './card.ts';
import { addRecord, type FileRecord, type RecordPlan, type RecordStep, stepRecord } from './file.ts';
import { records } from './store.ts';

/** Enters a record, and gives it to the customer if that was wanted. Gives its number. */
export async function enterRecord(turn: DeskTurn, book: Book, plan: RecordPlan, by: string): Promise<Result<number>> {
  const added = addRecord(plan, by, turn.now);
  if (!added.ok) return added;
  const id = await records.insert(turn.tx, book.version, added.value, turn.now);
  if (plan.isGiven) await showToCustomer(turn, id, added.value.state);
  return accept(id);
}

/** A step with a record. When it is given to the customer, they get its card. */
export async function takeRecordStep(
  turn: DeskTurn,
  { id, state }: { readonly id: number; readonly state: FileRecord },
  step: RecordStep,
  by: string,
): Promise<Result<FileRecord>> {
  const stepped = stepRecord(state, step, by, turn.now);
  if (!stepped.ok) return stepped;
  await records.save(turn.tx, id, stepped.value);
  if (step.verb === 'give') await showToCustomer(turn, id, stepped.value.state);
  return accept(stepped.value.state);
}

async function showToCustomer(turn: DeskTurn, id: number, state: FileRecord): Promise<void> {
  await tellOf(turn, id, state, 'customer', [], 'file.given');
}

/** Sends a record's files to the customer's channels or to the team's. */
export async function sendRecordFiles(
  turn: DeskTurn,
  id: number,
  state: FileRecord,
  to: 'customer' | 'team',
): Promise<void> {
  await tellOf(turn, id, state, to, state.files, 'file.sent');
}

async function tellOf(
  turn: DeskTurn,
  id: number,
  state: FileRecord,
  to: 'customer' | 'team',
  files: readonly SentFile[],
  kind: 'file.given' | 'file.sent',
): Promise<void> {
  const { source } = await bookOf(turn, turn.book);
  const subject = subjectOf('file', id);
  const about = { subject, at: turn.now, to: [to], customer: state.customer, fields: {}, unlisted: true as const };
  const words = announce(
    directoryOf(turn, { source }),
    { ...about, kind, key: `${subject}|${kind}|${turn.now}` },
    (audience, language) => ({
      card: recordCard({ id, state }, { source, staff: audience !== 'customer', language }),
      line: t(language, `line.${kind}`, { file: numberOf('file', id), title: state.title }),
      pings: [],
    }),
  );
  const [team] = routesOf(source, 'team', state.customer);
  const withFiles = words.flatMap((notice) => {
    // If a file for the customer fails, the team hears of it in its own channel.
    const { place, language } =
      to === 'customer' && team ? team : { place: notice.place, language: notice.post.language };
    const left = { place, language, readers: 'staff' as const };
    return [
      notice,
      ...files.map((file, index) =>
        fileNotice(notice, file, index, {
          ...left,
          lead: t(language, 'file.record-left', { name: file.name, file: numberOf('file', id) }),
          tooLarge: t(language, 'file.too-large'),
          failed: t(language, 'file.failed'),
        }),
      ),
    ];
  });
  await enqueue(turn, withFiles, []);
}
