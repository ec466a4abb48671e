/**
 * Cuts off the history that mail programs put below an answer. No library does this for Chinese programs (QQ, Foxmail,
 * NetEase, Outlook): the one that was tried left their history in, dropped lines between quotes, and took seconds for a
 * long line. Each rule looks at a few short lines, so that no text takes long.
 */

/** Stands at the top of our mails; programs that answer copy it into the history. */
export const REPLY_ABOVE = '## —— 请在此行以上回复 / Please reply above this line —— ##';
const REPLY_ABOVE_SIGN = /##\s*——.{0,60}——\s*##/;

const RULER =
  /^[\s>]*-{3,}\s*(?:original message|forwarded message|原始邮件|原邮件|回复的原邮件|转发邮件|邮件原件|original)\s*-{3,}/i;
const LINE = /^[\s>]*(?:_{10,}|-{20,}|─{5,})\s*$/;
const FROM = /^[\s>*|]*(?:from|发件人|寄件者|寄件人)\s*\*?\s*[:：]/i;
const HEADER =
  /^[\s>*|]*(?:sent|date|to|cc|subject|发送时间|发送日期|时间|日期|收件人|抄送|抄送人|主题|寄件日期|收件者)\s*\*?\s*[:：]/i;
const WROTE =
  /^[\s>]*(?:on\b.{5,250}\bwrote\s*:|(?:在|于).{4,250}写道\s*[:：]|.{1,200}(?:于|在).{4,120}(?:写道|寫道)\s*[:：])\s*$/i;
/** How a line begins that says who wrote, and is broken into several. */
const WROTE_BEGINS = /^[\s>]*(?:on\b|在|于)/i;
const WROTE_HAS = /[<（(][^\s<>]+@[^\s<>]+[>）)]|\d{4}\s*[年/.-]/;
const SIGNATURE = /^--\s?$/;
const QUOTED = /^\s*>/;
/** A longer line is a person's, not a mark of a program. */
const MARK_CHARS = 300;

/** The words that were written for this mail: without history, trailing quotes and signature. */
export function newWordsOf(text: string): string {
  const lines = text.split('\n');
  const history = lines.findIndex((_, index) => beginsHistory(lines, index));
  const own = history === -1 ? lines : lines.slice(0, history);
  const written = withoutEnd(own);
  if (written !== '') return written;
  // Answers below the quote: what is no quote is theirs.
  const below = lines.filter((line, index) => !QUOTED.test(line) && !beginsHistory(lines, index) && !HEADER.test(line));
  return withoutEnd(below);
}

function withoutEnd(lines: readonly string[]): string {
  const signature = lines.findIndex((line) => SIGNATURE.test(line));
  const kept = [...(signature === -1 ? lines : lines.slice(0, signature))];
  while (kept.length > 0 && (kept.at(-1)?.trim() === '' || QUOTED.test(kept.at(-1) ?? ''))) kept.pop();
  return withoutFirstQuote(kept).join('\n').trim();
}

/** One quote at the beginning is what is answered. With more quotes each of them belongs to what stands below it. */
function withoutFirstQuote(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const end = lines.findIndex((line, index) => index > first && line.trim() !== '' && !QUOTED.test(line));
  const isOne = QUOTED.test(lines[first] ?? '') && end !== -1 && !lines.slice(end).some((line) => QUOTED.test(line));
  return isOne ? lines.slice(end) : lines;
}

function beginsHistory(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (line.length > MARK_CHARS) return false;
  if (REPLY_ABOVE_SIGN.test(line) || RULER.test(line)) return true;
  const next = lines.slice(index + 1, index + 5).filter((each) => each.length <= MARK_CHARS);
  if (FROM.test(line) && next.some((each) => HEADER.test(each))) return true;
  if (LINE.test(line) && next.slice(0, 2).some((each) => FROM.test(each))) return true;
  if (line.trim() === '') return false;
  if (WROTE.test(line)) return true;
  // Programs break a long line that says who wrote.
  const begins = WROTE_BEGINS.test(line) || WROTE_HAS.test(line);
  if (!begins || WROTE_BEGINS.test(next[0] ?? '')) return false;
  return [1, 2].some((more) => WROTE.test([line, ...next.slice(0, more)].join(' ').slice(0, 2 * MARK_CHARS)));
}
