import { z } from 'zod';
import { type Result, refuse } from '../../lib/refusal.ts';
import { numberOf } from '../address/number.ts';
import { findCustomer } from '../book/book.ts';
import { readDay } from '../date-input.ts';
import type { Answer, Ask } from '../desk.ts';
import { OptionalText, Text } from '../input.ts';
import { isBlank, lookUpByNumber, readForCustomer } from '../matter/input.ts';
import { EVERY_OPEN, type StoredMatter } from '../matter/store.ts';
import { defineSubCommands, readNumber } from '../matter/sub-command.ts';
import { answerCard, answerForm, tell } from '../tell.ts';
import { findUnit } from '../ticket/case/unit.ts';
import { recordCard, recordListCard } from './card.ts';
import { type FileRecord, mayRead, RECORD_KINDS, type RecordStep } from './file.ts';
import { enterRecord, sendRecordFiles, takeRecordStep } from './flow.ts';
import { recordForm, whoseForm } from './form.ts';
import { records } from './store.ts';

/**
 * Commands: `/desk file add|show|attach|give|withhold|send|remove`; without a second word the list. Customers list, open
 * and get the files of what was given to them.
 */
export const fileCommands = defineSubCommands({
  feature: 'file',
  for: 'everyone',
  zh: ['档案', '档案资料'],
  en: ['file'],
  list,
  verbs: {
    add: { words: ['add', '新增', '登记'], readInput: () => ({}), run: forStaff(add) },
    show: { words: ['show', '查看'], readInput: readNumber('file'), run: show },
    send: { words: ['send', '发送'], readInput: readNumber('file'), run: send },
    attach: { words: ['attach', '附件'], readInput: readNumber('file'), run: forStaff(attach) },
    give: {
      words: ['give', '给客户'],
      readInput: readNumber('file'),
      run: forStaff((ask) => step(ask, { verb: 'give' })),
    },
    withhold: {
      words: ['withhold', '收回'],
      readInput: readNumber('file'),
      run: forStaff((ask) => step(ask, { verb: 'withhold' })),
    },
    remove: {
      words: ['remove', '移除'],
      readInput: readNumber('file'),
      run: forStaff((ask) => step(ask, { verb: 'remove' })),
    },
  },
});

type Run = (ask: Ask) => Promise<Result<Answer>>;

function forStaff(run: Run): Run {
  return async (ask) => (ask.asker.staff ? run(ask) : refuse('command.staff-only'));
}

const RecordInput = z.object({
  customer: z.string().min(1),
  kind: z.enum(RECORD_KINDS),
  'file-title': Text.pipe(z.string().max(120)),
  device: z.string().default(''),
  'file-version': z.string().max(80).default(''),
  date: z.string().min(1),
  'file-text': OptionalText,
  'file-readers': z.enum(['inside', 'customer']).default('inside'),
});

async function add(ask: Ask): Promise<Result<Answer>> {
  const { book, turn, asker } = ask;
  const keys = Object.keys(book.source.customers);
  const whose = asker.customer || ask.input.customer || (keys.length === 1 ? keys[0] : '') || '';
  if (isBlank(ask)) return answerForm(findCustomer(book, whose) ? recordForm(ask, whose) : whoseForm(ask));
  const read = readForCustomer(ask, RecordInput);
  if (!read.ok) return read;
  const { customer, kind, device } = read.value;
  const known = findCustomer(book, customer);
  if (device !== '' && !(known && findUnit(known, device)))
    return refuse('input.not-understood', { field: 'device', value: device });
  const date = readDay(ask, 'date', read.value.date, book.always.dateOf(turn.now));
  if (!date.ok) return date;
  const plan = {
    customer,
    kind,
    device,
    title: read.value['file-title'],
    version: read.value['file-version'],
    date: date.value,
    text: read.value['file-text'],
    isGiven: read.value['file-readers'] === 'customer',
  };
  const entered = await enterRecord(turn, book, plan, asker.key);
  if (!entered.ok) return entered;
  return tell(ask, 'file.told.add', { file: numberOf('file', entered.value), title: plan.title });
}

const find = lookUpByNumber('file', (turn, id) => records.find(turn.tx, id));
const lock = lookUpByNumber('file', (turn, id) => records.lock(turn.tx, id));

/** Customers are told of records that they may not read as if there were none. */
async function findReadable(ask: Ask, load: typeof find): Promise<Result<StoredMatter<FileRecord>>> {
  const found = await load(ask);
  if (!found.ok || mayRead(found.value.state, ask.asker)) return found;
  return refuse('file.not-found', { file: numberOf('file', found.value.id) });
}

async function show(ask: Ask): Promise<Result<Answer>> {
  const found = await findReadable(ask, find);
  const { staff, language } = ask.asker;
  return found.ok ? answerCard(recordCard(found.value, { source: ask.book.source, staff, language })) : found;
}

async function send(ask: Ask): Promise<Result<Answer>> {
  const found = await findReadable(ask, find);
  if (!found.ok) return found;
  const { id, state } = found.value;
  if (state.files.length === 0) return refuse('file.no-files');
  await sendRecordFiles(ask.turn, id, state, ask.asker.staff ? 'team' : 'customer');
  return tell(ask, 'file.told.send', { file: numberOf('file', id), title: state.title });
}

/** Adds the files that came with the message. */
async function attach(ask: Ask): Promise<Result<Answer>> {
  return step(ask, { verb: 'attach', files: (ask.message?.files ?? []).flatMap(({ sent }) => sent ?? []) });
}

async function step(ask: Ask, wanted: RecordStep): Promise<Result<Answer>> {
  const found = await findReadable(ask, lock);
  if (!found.ok) return found;
  const stepped = await takeRecordStep(ask.turn, found.value, wanted, ask.asker.key);
  if (!stepped.ok) return stepped;
  return tell(ask, `file.told.${wanted.verb}`, { file: numberOf('file', found.value.id), title: stepped.value.title });
}

/** The records of the channel's customer, elsewhere of the customer in the ask, or of all. */
async function list(ask: Ask): Promise<Result<Answer>> {
  const { turn, book, asker } = ask;
  const { staff, language } = asker;
  const customer = asker.customer ?? (ask.input.customer || undefined);
  if (!staff && customer === undefined) return refuse('ticket.customer-unknown');
  const theirs = customer === undefined ? {} : { customer };
  const kept = await records.list(turn.tx, { ...theirs, status: 'kept', limit: EVERY_OPEN });
  const readable = kept.filter(({ state }) => mayRead(state, asker));
  return answerCard(recordListCard(readable, { source: book.source, staff, language }, customer));
}
