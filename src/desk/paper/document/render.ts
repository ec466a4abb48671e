import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  type IBorderOptions,
  type IParagraphOptions,
  Packer,
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
import type { DocumentColumn, DocumentSection, PaperDocument } from './document.ts';

/** A4 and its margins, in twentieths of a point. */
const PAGE = { width: 11_906, height: 16_838, margin: 1_134 } as const;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const INK = '1F2933';
const QUIET = '6B7785';
const ACCENT = '1F5FA8';
const RULE = 'D3DAE1';
const SHADE = 'F3F6F9';
/** Fonts of Windows, macOS and LibreOffice; a reader without them sees the nearest one. */
const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', cs: 'Calibri', eastAsia: 'Microsoft YaHei' } as const;

/** Renders the document as a Word file on A4 paper. The same document gives a file with the same content. */
export async function renderDocument(document: PaperDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { language, provider, title, subtitle, mark, facts, sections, footer } = document;
  const file = new Document({
    title: clean(title),
    creator: clean(provider),
    description: clean(subtitle),
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 21, color: INK, language: { value: 'en-GB', eastAsia: language } },
          paragraph: { spacing: { after: 60, line: 285 } },
        },
        title: { run: { size: 40, bold: true, color: INK }, paragraph: { spacing: { before: 60, after: 40 } } },
        heading1: {
          run: { size: 25, bold: true, color: ACCENT },
          paragraph: { spacing: { before: 230, after: 70 } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: 1_300, bottom: 1_200, left: PAGE.margin, right: PAGE.margin, header: 600, footer: 560 },
          },
        },
        headers: { default: new Header({ children: [edge(provider, mark)] }) },
        footers: { default: new Footer({ children: [pageFoot(footer)] }) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: runs(title) }),
          new Paragraph({ spacing: { after: 200 }, children: runs(subtitle, { color: QUIET, size: 23 }) }),
          ...(facts.length > 0 ? [factTable(facts)] : []),
          ...sections.flatMap(sectionParts),
          ...signatureParts(document),
        ],
      },
    ],
  });
  return Uint8Array.from(await Packer.toBuffer(file));
}

/** Drops what XML, and so Word, does not allow: control characters except tab and line feed, and lone surrogates. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it drops.
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, '');
}

interface Look {
  readonly bold?: boolean;
  readonly color?: string;
  readonly size?: number;
}

/** A text with its line breaks kept. */
function runs(text: string, look: Look = {}): TextRun[] {
  return clean(text)
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...look, ...(index > 0 ? { break: 1 } : {}) }));
}

function edge(provider: string, mark: string): Paragraph {
  return new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: WIDTH }],
    border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: RULE, space: 6 } },
    children: [
      ...runs(provider, { color: QUIET, size: 18 }),
      new TextRun({ text: `\t${clean(mark)}`, bold: true, color: 'B45309', size: 18 }),
    ],
  });
}

function pageFoot(footer: string): Paragraph {
  return new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: WIDTH }],
    children: [
      ...runs(footer, { color: QUIET, size: 16 }),
      new TextRun({
        children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
        color: QUIET,
        size: 16,
      }),
    ],
  });
}

function sectionParts(section: DocumentSection): (Paragraph | Table)[] {
  const heading = new Paragraph({ heading: HeadingLevel.HEADING_1, keepNext: true, children: runs(section.heading) });
  if (section.part === 'text') return [heading, ...paragraphs(section.text)];
  if (section.rows.length === 0) return [heading, ...paragraphs(section.none, { color: QUIET })];
  return [heading, table(section.columns, section.rows)];
}

function paragraphs(text: string, look: Look = {}): Paragraph[] {
  return text.split(/\n{2,}/).map((each) => new Paragraph({ children: runs(each, look) }));
}

function factTable(facts: PaperDocument['facts']): Table {
  const columns = [2_300, WIDTH - 2_300];
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    borders: LINES,
    rows: facts.map(
      ([label, value]) =>
        new TableRow({
          cantSplit: true,
          children: [
            cell(runs(label, { color: QUIET, size: 20 }), columns[0] ?? 0, SHADE),
            cell(runs(value, { size: 20 }), columns[1] ?? 0),
          ],
        }),
    ),
  });
}

function table(columns: readonly DocumentColumn[], rows: readonly (readonly string[])[]): Table {
  const widths = columns.map(({ percent }) => Math.floor((WIDTH * percent) / 100));
  const width = (index: number) => widths[index] ?? 0;
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: LINES,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ label }, index) =>
          cell(runs(label, { bold: true, color: QUIET, size: 18 }), width(index), SHADE),
        ),
      }),
      ...rows.map(
        (row) => new TableRow({ children: row.map((value, index) => cell(runs(value, { size: 19 }), width(index))) }),
      ),
    ],
  });
}

const LINE: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: RULE };
const NO_LINE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const LINES = {
  top: LINE,
  bottom: LINE,
  left: NO_LINE,
  right: NO_LINE,
  insideHorizontal: LINE,
  insideVertical: NO_LINE,
};

function cell(children: TextRun[], width: number, fill?: string): TableCell {
  const spacing: IParagraphOptions = { spacing: { after: 0, line: 270 }, keepNext: fill !== undefined, children };
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 60, bottom: 60, left: 110, right: 110 },
    verticalAlign: VerticalAlign.TOP,
    ...(fill === undefined ? {} : { shading: { fill } }),
    children: [new Paragraph(spacing)],
  });
}

function signatureParts({ signatures, signatureWords }: PaperDocument): Paragraph[] {
  return signatures.map(
    (label, index) =>
      new Paragraph({
        spacing: { before: index === 0 ? 700 : 480, after: 0 },
        keepNext: index < signatures.length - 1,
        keepLines: true,
        alignment: AlignmentType.LEFT,
        tabStops: [
          { type: TabStopType.LEFT, position: 2_300 },
          { type: TabStopType.LEFT, position: 6_000, leader: 'underscore' },
          { type: TabStopType.LEFT, position: 6_300 },
          { type: TabStopType.LEFT, position: WIDTH, leader: 'underscore' },
        ],
        children: [
          ...runs(label, { size: 20 }),
          new TextRun({
            text: `\t${clean(signatureWords.name)} \t\t${clean(signatureWords.date)} \t`,
            color: QUIET,
            size: 18,
          }),
        ],
      }),
  );
}
