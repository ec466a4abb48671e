import { AlignmentType, ImageRun, Paragraph } from 'docx';
import type { DocumentSection } from './document.ts';
import { clean, QUIET, runs, WIDTH } from './text.ts';

/** Units of a drawing as wide as the text of a page: letters of 14 units are as large as small print. */
const UNITS = 760;
/** Twentieths of a point in a pixel of 96 to the inch. */
const TWIPS = 15;

/** A picture as wide as the page's text, and the line below it. */
export async function pictureParts({
  picture,
  caption,
  alt,
}: Extract<DocumentSection, { readonly part: 'picture' }>): Promise<Paragraph[]> {
  // The library that draws takes 60 MB of memory: load it with the first picture.
  const { drawMonth, heightOf } = await import('../../report/picture/draw.ts');
  const width = Math.floor(WIDTH / TWIPS);
  const image = new ImageRun({
    type: 'png',
    data: await drawMonth(picture, UNITS),
    transformation: { width, height: Math.round((heightOf(picture) * width) / UNITS) },
    altText: { name: clean(caption), title: clean(caption), description: clean(alt) },
  });
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 160, after: 40 },
      children: [image],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 160 },
      children: runs(caption, { color: QUIET, size: 19 }),
    }),
  ];
}
