/**
 * A text as it was pasted, made ready for patterns: signs in one form, no spaces, lines joined where only the page
 * broke them. Each sign keeps the number of its line.
 */
export interface FlatText {
  readonly plain: string;
  /** The line of each sign of `plain`, from 1. */
  readonly lines: readonly number[];
}

/** A sentence below a holiday's name. */
export interface Sentence {
  /** The name of the holiday, as the text writes it. */
  readonly heading: string;
  readonly isFirst: boolean;
  readonly text: string;
  readonly line: number;
  /** The line of each sign of `text`. */
  readonly lines: readonly number[];
}

/** `heading` finds the holidays' names, which begin lines of their own. */
export function flatten(text: string, heading: RegExp): FlatText {
  let plain = '';
  const lines: number[] = [];
  const add = (signs: string, line: number) => {
    plain += signs;
    for (let sign = 0; sign < signs.length; sign += 1) lines.push(line);
  };
  for (const [index, raw] of text.split(/\r\n|[\n\r]/).entries()) {
    const line = plainSigns(raw);
    const begins =
      line === '' || line.search(heading) === 0 || /^(?:\(?[一二三四五六七八九十\d]+[)、.]|\d{4}年\d)/.test(line);
    add(begins ? '\n' : '', index + 1);
    add(line, index + 1);
  }
  return { plain, lines };
}

/** One form of each sign: `（` `【` → `(`, `１` → `1`, `3号` → `3日`, `共三天` → `共3天`; bullets, quotes and blanks go. */
function plainSigns(raw: string): string {
  return raw
    .replace(/[①-⑩]/g, (sign) => `${sign.charCodeAt(0) - 0x245f}、`)
    .normalize('NFKC')
    .replace(/[\s\uFEFF\u200B*#“”"「」《》]+/g, '')
    .replace(/^[•·●■◆>-]+/, '')
    .replace(/[【〔[]/g, '(')
    .replace(/[】〕\]]/g, ')')
    .replace(/(\d{1,2})号/g, '$1日')
    .replace(
      /(共放?假?|放假|连休)([一二两三四五六七八九十])天/g,
      (_, verb: string, sign: string) => `${verb}${numberOf(sign)}天`,
    );
}

function numberOf(sign: string): number {
  return sign === '两' ? 2 : '一二三四五六七八九十'.indexOf(sign) + 1;
}

/** The sentences below the holidays' names, in order; what stands before the first name is left out. */
export function sentencesOf({ plain, lines }: FlatText, heading: RegExp): Sentence[] {
  const found = [...plain.matchAll(heading)];
  return found.flatMap((match, place) => {
    const from = match.index + match[0].length;
    const until = found[place + 1]?.index ?? plain.length;
    return pieces(plain.slice(from, until)).map(({ text, offset }, index) => ({
      heading: match[1] ?? '',
      isFirst: index === 0,
      text,
      line: lines[from + offset] ?? 1,
      lines: lines.slice(from + offset, from + offset + text.length),
    }));
  });
}

function pieces(section: string): { text: string; offset: number }[] {
  const all: { text: string; offset: number }[] = [];
  for (const match of section.matchAll(/[^。\n]+/g)) all.push({ text: match[0], offset: match.index });
  return all.length > 0 ? all : [{ text: '', offset: 0 }];
}
