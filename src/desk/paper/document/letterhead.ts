import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  ImageRun,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Logo } from '../../book/logo.ts';
import { type Letterhead, PAGE_MARK, PAGES_MARK, type PaperFoot } from './document.ts';
import { clean, INK, MARK, NO_LINES, QUIET, RULE, runs, WIDTH } from './text.ts';

/** The box into which a logo is fitted, in pixels at 96 to the inch. */
const LOGO = { width: 150, height: 44 } as const;
/** Twentieths of a point in a pixel. */
const TWIPS = 15;
const GAP = 200;
const MARK_WIDTH = 1_600;

/** The head of every page: logo and name of the provider, and at the right what marks a draft. */
export function headOf({ name, logo }: Letterhead, mark: string): Header {
  const size = logo && fitted(logo);
  const logoWidth = size ? size.width * TWIPS + GAP : 0;
  const markWidth = mark === '' ? 0 : MARK_WIDTH;
  const nameWidth = WIDTH - logoWidth - markWidth;
  const cells = [
    ...(logo && size ? [cellOf([pictureOf(logo, size)], logoWidth)] : []),
    cellOf(runs(name, { color: INK, bold: true, size: 22 }), nameWidth),
    ...(mark === '' ? [] : [cellOf(runs(mark, { bold: true, color: MARK, size: 18 }), markWidth, AlignmentType.RIGHT)]),
  ];
  const table = new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [...(size ? [logoWidth] : []), nameWidth, ...(mark === '' ? [] : [markWidth])],
    layout: TableLayoutType.FIXED,
    borders: NO_LINES,
    rows: [new TableRow({ cantSplit: true, children: cells })],
  });
  const rule = new Paragraph({
    spacing: { before: 0, after: 200, line: 120, lineRule: 'exact' },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: RULE, space: 1 } },
    children: [],
  });
  return new Header({ children: [table, rule] });
}

/** The foot of every page: address and phone of the provider; number and version of the paper; the page. */
export function footOf({ address, phone }: Letterhead, { identity, made, page }: PaperFoot): Footer {
  const border = { top: { style: BorderStyle.SINGLE, size: 4, color: RULE, space: 6 } };
  const reach = [address, phone].filter(Boolean).join('   ');
  const look = { color: QUIET, size: 16 };
  const reached = reach === '' ? [] : [new Paragraph({ spacing: { after: 20 }, border, children: runs(reach, look) })];
  const paged = new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: WIDTH }],
    spacing: { after: 0 },
    ...(reach === '' ? { border } : {}),
    children: [
      ...runs([identity, made].filter(Boolean).join(' · '), look),
      new TextRun({ text: '\t', ...look }),
      ...pageOf(page),
    ],
  });
  return new Footer({ children: [...reached, paged] });
}

/** The words about the page, with Word's own counters in place of the marks. */
function pageOf(page: string): TextRun[] {
  const counters: Readonly<Record<string, 'CURRENT' | 'TOTAL_PAGES'>> = {
    [PAGE_MARK]: PageNumber.CURRENT,
    [PAGES_MARK]: PageNumber.TOTAL_PAGES,
  };
  return page
    .split(new RegExp(`(${PAGE_MARK}|${PAGES_MARK})`))
    .map((part) => new TextRun({ children: [counters[part] ?? clean(part)], color: QUIET, size: 16 }));
}

function fitted({ width, height }: Logo): { width: number; height: number } {
  const scale = Math.min(LOGO.width / width, LOGO.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function pictureOf({ kind, bytes }: Logo, transformation: { width: number; height: number }): ImageRun {
  return new ImageRun({ type: kind, data: bytes, transformation });
}

function cellOf(
  children: (TextRun | ImageRun)[],
  width: number,
  alignment: (typeof AlignmentType)['LEFT' | 'RIGHT'] = AlignmentType.LEFT,
): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    verticalAlign: VerticalAlign.CENTER,
    children: [new Paragraph({ alignment, spacing: { after: 0, line: 240 }, children })],
  });
}
