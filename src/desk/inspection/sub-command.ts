import { plainWord } from '../../lib/plain-text.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { parseNumber } from '../address/number.ts';
import { nearest } from '../book/nearest.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { shorten } from '../input.ts';
import { listInspections, showInspection } from './list.ts';

/** What follows `/desk inspection`: words, the command that they run, and how the rest of the line is read. */
interface SubCommand {
  readonly words: readonly string[];
  readonly command: string;
  /**
   * `place`: customer, site and a date, the first two optional; `photo`: the whole rest is one text; others: the
   * inspection's number, then this input.
   */
  readonly rest: 'place' | 'date' | 'text' | 'reason' | 'photo' | 'nothing';
}

const SUB_COMMANDS: readonly SubCommand[] = [
  { words: ['plan', '计划', '安排'], command: 'plan', rest: 'place' },
  { words: ['move', '改期', '换时间'], command: 'move', rest: 'date' },
  { words: ['cancel', '取消'], command: 'cancel', rest: 'nothing' },
  { words: ['confirm', 'reconfirm', '确认'], command: 'reconfirm', rest: 'nothing' },
  { words: ['check', 'checklist', '检查', '清单'], command: 'check', rest: 'nothing' },
  { words: ['note', '备注'], command: 'note-item', rest: 'photo' },
  { words: ['photo', 'photos', '照片'], command: 'photo', rest: 'photo' },
  { words: ['page', '页面'], command: 'page', rest: 'nothing' },
  { words: ['finding', '问题'], command: 'record-finding', rest: 'text' },
  { words: ['finish', 'done', '完成'], command: 'finish', rest: 'nothing' },
  { words: ['report', '报告'], command: 'deliver-report', rest: 'nothing' },
  { words: ['sign', '签字'], command: 'sign', rest: 'nothing' },
  { words: ['unsigned', '未签字'], command: 'no-signature', rest: 'reason' },
  { words: ['countersign', '代签'], command: 'countersign', rest: 'nothing' },
  { words: ['accept', '验收'], command: 'accept-report', rest: 'nothing' },
  { words: ['refuse', '退回'], command: 'refuse-report', rest: 'reason' },
  { words: ['feedback', '反馈'], command: 'feedback', rest: 'nothing' },
  { words: ['show', '查看'], command: 'show', rest: 'nothing' },
];

/**
 * The command `/desk inspection <word> …`, which runs one of `commands` (`inspection.<verb>`). With a number it shows
 * that inspection, with nothing it lists them.
 */
export function subCommands(commands: readonly Command[]): Command[] {
  return [
    {
      name: 'inspection.ask',
      for: 'everyone',
      typed: { slash: 'desk', zh: ['巡检'], en: ['inspection'], takes: ['step', 'rest'] },
      run: (ask) => runSubCommand(commands, ask),
    },
  ];
}

async function runSubCommand(commands: readonly Command[], ask: Ask): Promise<Result<Answer>> {
  const { step = '', rest = '' } = ask.input;
  const said = plainWord(step);
  if (said === '') return listInspections(ask);
  if (parseNumber('inspection', said) !== undefined) return showInspection({ ...ask, input: { inspection: said } });
  const spoken = SUB_COMMANDS.find(({ words }) => words.includes(said));
  const command = spoken && commands.find(({ name }) => name === `inspection.${spoken.command}`);
  if (!spoken || !command) return refuseUnknown(step);
  if (command.for === 'staff' && !ask.asker.staff) return refuse('command.staff-only');
  return command.run({ ...ask, input: inputOf(spoken, rest, ask) });
}

function refuseUnknown(step: string): Result<Answer> {
  const words = SUB_COMMANDS.flatMap((each) => each.words);
  const word = shorten(step, 40);
  const allowed = SUB_COMMANDS.map((each) => each.words[0]).join(', ');
  const near = nearest(step, words);
  return refuse('inspection.unknown-word', { word: near === undefined ? word : `${word} (${near}?)`, allowed });
}

function inputOf({ rest: takes }: SubCommand, rest: string, ask: Ask): Record<string, string> {
  if (takes === 'place') return placeInput(rest, ask);
  if (takes === 'photo') return { photo: rest };
  const [inspection, after] = splitOnce(rest);
  return { inspection, ...(takes === 'nothing' || after === '' ? {} : { [takes]: after }) };
}

/** Reads `sample main next Wed`: a customer's key, a site's key, a date. The keys may be left out. */
function placeInput(text: string, { book }: Ask): Record<string, string> {
  const [first, afterFirst] = splitOnce(text);
  const customer = Object.hasOwn(book.source.customers, first) ? first : undefined;
  if (customer === undefined) return { date: text };
  const [second, afterSecond] = splitOnce(afterFirst);
  const isSite = book.source.customers[customer]?.sites.some(({ key }) => key === second);
  return isSite ? { customer, site: second, date: afterSecond } : { customer, date: afterFirst };
}

function splitOnce(text: string): [first: string, rest: string] {
  const match = /^(\S+)\s*([\s\S]*)$/.exec(text.trim());
  return [match?.[1] ?? '', match?.[2] ?? ''];
}
