import { crc32, deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** What a picture of a page is made of: at most 256 colours, and one of them for each point. */
interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly palette: readonly (readonly [red: number, green: number, blue: number])[];
  /** Base64, a byte a point. */
  readonly points: string;
}

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** The same picture in 256 colours, which is a third of the bytes. `page` is any page: its browser reads the picture. */
export async function smallPng(page: Page, png: Buffer): Promise<Buffer> {
  const drawn = (await page.evaluate(`(${READ})(${JSON.stringify(png.toString('base64'))})`)) as Drawn;
  const { width, height, palette } = drawn;
  const points = Buffer.from(drawn.points, 'base64');
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a point, each an index of the palette.
  header.set([8, 3, 0, 0, 0], 8);
  const lines = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.of(0), points.subarray(y * width, (y + 1) * width)]),
  );
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Runs in the browser: the 256 most frequent of all colours, four bits a channel apart, the rest by the nearest. */
const READ = `async (base64) => {
  const picture = new Image();
  picture.src = 'data:image/png;base64,' + base64;
  await picture.decode();
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const exact = new Map();
  const keyAt = (at) => (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
  for (let at = 0; at < data.length; at += 4) exact.set(keyAt(at), (exact.get(keyAt(at)) ?? 0) + 1);
  const common = [...exact].sort((one, other) => other[1] - one[1]);
  const near = (key) => ((key >> 20) << 8) | (((key >> 12) & 15) << 4) | ((key >> 4) & 15);
  const palette = [];
  const taken = new Set();
  for (const [key] of common) {
    const isCommon = palette.length < 64;
    if (!isCommon && taken.has(near(key))) continue;
    taken.add(near(key));
    palette.push(key);
    if (palette.length === 256) break;
  }
  const distance = (one, other) =>
    ((one >> 16) - (other >> 16)) ** 2 + (((one >> 8) & 255) - ((other >> 8) & 255)) ** 2 + ((one & 255) - (other & 255)) ** 2;
  const index = new Map();
  for (const [key] of common) {
    let best = 0;
    for (let at = 1; at < palette.length; at += 1)
      if (distance(palette[at], key) < distance(palette[best], key)) best = at;
    index.set(key, best);
  }
  const points = new Uint8Array(width * height);
  for (let at = 0; at < points.length; at += 1) points[at] = index.get(keyAt(at * 4));
  return {
    width,
    height,
    palette: palette.map((key) => [key >> 16, (key >> 8) & 255, key & 255]),
    points: points.toBase64 ? points.toBase64() : btoa(points.reduce((text, point) => text + String.fromCharCode(point), '')),
  };
}`;
