/** Of each file in a ZIP archive its directory has an entry that begins so; the size of the unpacked file stands 24 bytes on. */
const ENTRY = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
const SIZE_AT = 24;
const ENTRY_BYTES = 46;

/**
 * How many bytes the files of a ZIP archive, such as a spreadsheet, have unpacked, as its directory says. A small archive
 * may hold gigabytes, so this is asked before anything is unpacked.
 */
export function unpackedSize(zip: Uint8Array): number {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  let size = 0;
  for (let at = bytes.indexOf(ENTRY); at >= 0 && at + ENTRY_BYTES <= bytes.length; at = bytes.indexOf(ENTRY, at + 4))
    size += bytes.readUInt32LE(at + SIZE_AT);
  return size;
}
