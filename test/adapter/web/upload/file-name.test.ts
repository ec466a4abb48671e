import { describe, expect, it } from 'vitest';
import { cleanName } from '../../../../src/adapter/web/upload/file-name.ts';
import { dispositionOf } from '../../../../src/lib/disposition.ts';

describe("a file's name", () => {
  it.each([
    ['a.txt', 'a.txt'],
    ['/etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\li\\故障.docx', '故障.docx'],
    ['....txt', 'txt'],
    ['..', 'file'],
    ['', 'file'],
    ['.htaccess', 'htaccess'],
    ['a\u0000b\u0007.txt', 'ab.txt'],
    ['photo\u202egnp.exe', 'photognp.exe'],
    ['a\u200b\u2066b.png', 'ab.png'],
    ['two\r\nlines.txt', 'twolines.txt'],
    ['<img src=x onerror="alert(1)">.txt', '_img src=x onerror=_alert(1)__.txt'],
    [`${'长'.repeat(300)}.txt`, `${'长'.repeat(116)}.txt`],
    ['half \ud83d.txt', 'half \ufffd.txt'],
  ])('%j is kept as %j', (given, name) => {
    expect(cleanName(given)).toBe(name);
  });

  it('goes into a header in any alphabet, and never out of it', () => {
    expect(dispositionOf('机房 (1).png')).toBe(
      `attachment; filename="__ (1).png"; filename*=UTF-8''%E6%9C%BA%E6%88%BF%20%281%29.png`,
    );
    expect(dispositionOf('a"; filename="b\\.html')).toContain('filename="a_; filename=_b_.html"');
  });
});
