import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBookFile } from '../../../src/desk/book/load.ts';
import { logoOfData, MOST_LOGO_BYTES, readLogo } from '../../../src/desk/book/logo.ts';
import { jpegPicture, pngPicture } from '../../support/logo-picture.ts';
import { problemsOf, smallBookWith, writeFolder } from './book-files.ts';

const PNG = pngPicture(40, 20);
const JPEG = jpegPicture();

describe('a picture as a logo', () => {
  it('is known by its bytes, with its size', () => {
    expect(readLogo(PNG)).toMatchObject({ kind: 'png', width: 40, height: 20 });
    expect(readLogo(JPEG)).toMatchObject({ kind: 'jpg', width: 3, height: 2 });
  });

  it.each([
    ['cut off', PNG.slice(0, -1)],
    ['a JPEG cut off', JPEG.slice(0, -2)],
    ['text', Uint8Array.from(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'.padEnd(60)))],
    ['nothing', new Uint8Array()],
    ['too large', Uint8Array.from([...PNG.slice(0, -12), ...new Uint8Array(MOST_LOGO_BYTES), ...PNG.slice(-12)])],
  ])('is none when it is %s', (_, bytes) => {
    expect(readLogo(bytes)).toBeUndefined();
  });
});

describe('the logo of a service book', () => {
  const withLogo = (logo: string) =>
    smallBookWith(
      'provider: {name: {zh: 甲, en: Provider}}',
      `provider: {name: {zh: 甲, en: Provider}, logo: "${logo}"}`,
    );
  async function book(logo: string): Promise<string> {
    const folder = await writeFolder({ 'book.yaml': withLogo(logo), 'fake.png': 'not a picture' });
    await writeFile(join(folder, 'logo.png'), PNG);
    await writeFile(join(folder, 'large.png'), Buffer.alloc(MOST_LOGO_BYTES + 1));
    return join(folder, 'book.yaml');
  }

  it('is read from beside the book, and the applied book holds the picture itself', async () => {
    const { source } = await readBookFile(await book('logo.png'));
    expect(logoOfData(source.provider.logo)?.bytes).toEqual(PNG);
    const data = `data:image/jpeg;base64,${Buffer.from(JPEG).toString('base64')}`;
    expect((await readBookFile(await book(data))).source.provider.logo).toBe(data);
  });

  it.each([
    ['nowhere.png', 'no such file: nowhere.png'],
    ['fake.png', 'fake.png is neither, or is cut off'],
    ['large.png', 'large.png has 201 kB'],
    ['.', 'no such file: .'],
    ['data:image/png;base64,AAAA', 'a logo is a PNG or JPEG picture of at most 200 kB'],
  ])('%s is refused with its line', async (logo, message) => {
    const problems = await problemsOf(await book(logo));
    expect(problems).toEqual([
      expect.objectContaining({ line: 1, field: 'provider.logo', message: expect.stringContaining(message) }),
    ]);
  });
});
