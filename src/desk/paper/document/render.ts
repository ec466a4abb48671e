import {
  BorderStyle,
  Document,
  HeadingLevel,
  type IBorderOptions,
  type IParagraphOptions,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  type TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Language } from '../../../lib/language.ts';
import type { DocumentColumn, DocumentSection, PaperDocument } from './document.ts';
import { footOf, headOf } from './letterhead.ts';
import { pictureParts } from './picture.ts';
import { signatureParts } from './signature.ts';
import { ACCENT, clean, INK, type Look, PAGE, QUIET, RULE, runs, SHADE, WIDTH } from './text.ts';

/** Word on Windows and on macOS brings both fonts along; a reader without them sees the nearest one. */
const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', cs: 'Calibri', eastAsia: 'Microsoft YaHei' } as const;

/** In Chinese, signs that both scripts have, such as “ ” and …, are set in the Chinese font. */
function fontOf(language: Language) {
  return language === 'zh-CN' ? { ...FONT, hint: 'eastAsia' } : FONT;
}

/** Renders the document as a Word file on A4 paper. The same document gives a file with the same content. */
export async function renderDocument(document: PaperDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { language, letterhead, title, subtitle, mark, facts, sections, foot } = document;
  const parts = await Promise.all(sections.map(sectionParts));
  const file = new Document({
    title: clean(title),
    creator: clean(letterhead.name),
    description: clean(subtitle),
    styles: {
      default: {
        document: {
          run: { font: fontOf(language), size: 21, color: INK, language: { value: 'en-GB', eastAsia: language } },
          paragraph: { spacing: { after: 60, line: 285 } },
        },
        title: { run: { size: 40, bold: true, color: INK }, paragraph: { spacing: { before: 60, after: 80 } } },
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
        headers: { default: headOf(letterhead, mark) },
        footers: { default: footOf(letterhead, foot) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: runs(title) }),
          new Paragraph({ spacing: { after: 200 }, children: runs(subtitle, { color: QUIET, size: 23 }) }),
          ...(facts.length > 0 ? [factTable(facts)] : []),
          ...parts.flat(),
          ...signatureParts(document),
        ],
      },
    ],
  });
  return Uint8Array.from(await Packer.toBuffer(file));
}

async function sectionParts(section: DocumentSection): Promise<(Paragraph | Table)[]> {
  if (section.part === 'picture') return pictureParts(section);
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
