import { unzipSync } from 'fflate';

/** A picture in the text of a Word file. */
export interface DocxPicture {
  readonly bytes: Uint8Array;
  /** What the file says of it to people who cannot see it. */
  readonly alt: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The pictures in a Word file's text, in order; those of its head and foot are not among them. */
export function docxPictures(bytes: Uint8Array): DocxPicture[] {
  const files = unzipSync(bytes);
  const textOf = (name: string) => new TextDecoder().decode(files[name]);
  const targets = new Map(
    [...textOf('word/_rels/document.xml.rels').matchAll(/<Relationship [^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  );
  const drawings = [...textOf('word/document.xml').matchAll(/<w:drawing>.*?<\/w:drawing>/gs)];
  return drawings.map(([xml]) => {
    const id = attribute(xml.match(/<a:blip [^>]*>/)?.[0] ?? '', 'r:embed');
    const found = files[`word/${targets.get(id)}`];
    if (!found) throw new Error(`the file has no picture ${id}`);
    return { bytes: found, alt: attribute(xml.match(/<wp:docPr [^>]*>/)?.[0] ?? '', 'descr') };
  });
}

function attribute(tag: string, name: string): string {
  const value = tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? '';
  return value
    .replaceAll(/&(lt|gt|amp|quot|apos);/g, (_, entity: string) => ENTITIES[entity] ?? '')
    .replaceAll(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(Number.parseInt(code, hex ? 16 : 10)),
    );
}
