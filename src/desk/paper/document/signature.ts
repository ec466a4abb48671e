import {
  BorderStyle,
  HeightRule,
  type IBorderOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  type TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { PaperDocument, SignatureLine } from './document.ts';
import { INK, NO_LINE, NO_LINES, QUIET, runs, WIDTH } from './text.ts';

const LINE: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: QUIET };

/** Widths of who signs, their name, the gap, and the date. */
const COLUMNS = [2_100, 4_100, 300, WIDTH - 6_500] as const;

/** A line for each signature, with room for name and date; one that was signed shows both. */
export function signatureParts({ signatures, signatureWords }: PaperDocument): (Paragraph | Table)[] {
  if (signatures.length === 0) return [];
  const space = new Paragraph({ spacing: { before: 240, after: 0 }, keepNext: true, children: [] });
  const table = new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [...COLUMNS],
    layout: TableLayoutType.FIXED,
    borders: NO_LINES,
    rows: signatures.map((line, index) => rowOf(line, signatureWords, index + 1 < signatures.length)),
  });
  return [space, table];
}

function rowOf({ label, name, date }: SignatureLine, words: PaperDocument['signatureWords'], isFollowed: boolean) {
  const said = (before: string, text: string) => [
    ...runs(`${before} `, { color: QUIET, size: 18 }),
    ...runs(text, { color: INK, size: 20 }),
  ];
  const [labelWidth, nameWidth, gapWidth, dateWidth] = COLUMNS;
  return new TableRow({
    cantSplit: true,
    height: { value: 680, rule: HeightRule.ATLEAST },
    children: [
      cell(runs(label, { color: INK, size: 20 }), labelWidth, isFollowed),
      cell(said(words.name, name), nameWidth, isFollowed, LINE),
      cell([], gapWidth, isFollowed),
      cell(said(words.date, date), dateWidth, isFollowed, LINE),
    ],
  });
}

function cell(children: TextRun[], width: number, keepNext: boolean, bottom: IBorderOptions = NO_LINE): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    borders: { bottom },
    margins: { top: 60, bottom: 30, left: 0, right: 60 },
    verticalAlign: VerticalAlign.BOTTOM,
    children: [new Paragraph({ spacing: { after: 0, line: 250 }, keepNext, children })],
  });
}
