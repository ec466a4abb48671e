import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { PAGE_MARK, PAGES_MARK, type PaperDocument } from '../../../src/desk/paper/document/document.ts';
import { renderDocument } from '../../../src/desk/paper/document/render.ts';
import { docxWords } from '../../support/docx-words.ts';

const REPORT: PaperDocument = {
  language: 'zh-CN',
  letterhead: {
    name: '北辰网络服务有限公司',
    logo: undefined,
    address: '郑州市金水区示例路 66 号',
    phone: '电话 400-000-0000',
  },
  title: '故障处理报告',
  subtitle: 'T-12 · 核心交换机宕机',
  mark: '草稿',
  facts: [
    ['客户', '省电信公司'],
    ['报障', '2026-09-28 10:10 · 客户'],
  ],
  sections: [
    { heading: '故障现象', part: 'text', text: 'first line\nsecond line\n\nnew paragraph' },
    {
      heading: '事件经过',
      part: 'table',
      columns: [
        { label: '时间', percent: 22 },
        { label: '内容', percent: 78 },
      ],
      rows: [['2026-09-28 10:12', '李伟已响应']],
      none: '无。',
    },
    { heading: '备件更换', part: 'table', columns: [{ label: '备件', percent: 100 }], rows: [], none: '无。' },
  ],
  signatures: [
    { label: '工程师', name: '李伟（线上签字）', date: '2026-09-28 12:00' },
    { label: '客户', name: '', date: '' },
  ],
  signatureWords: { name: '签字', date: '日期' },
  foot: { identity: 'D-7 · 第 2 版', made: '由 Deskbell 生成', page: `第 ${PAGE_MARK} 页，共 ${PAGES_MARK} 页` },
};

async function partOf(document: PaperDocument, name = 'word/document.xml'): Promise<string> {
  return new TextDecoder().decode(unzipSync(await renderDocument(document))[name]);
}

describe('a paper as a Word file', () => {
  it('contains all texts, the provider on every page, and lines for signatures', async () => {
    const words = docxWords(await renderDocument(REPORT));
    for (const text of [
      '北辰网络服务有限公司',
      '故障处理报告',
      'T-12 · 核心交换机宕机',
      '草稿',
      '省电信公司',
      '李伟已响应',
    ])
      expect(words).toContain(text);
    for (const text of ['无。', '工程师', '客户', '签字', '由 Deskbell 生成']) expect(words).toContain(text);
    expect(words).toContain('first line\nsecond line');
  });

  it('is on A4 paper and in the language of the reader', async () => {
    const xml = await partOf(REPORT);
    expect(xml).toMatch(/<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"/);
    expect(await partOf(REPORT, 'word/styles.xml')).toContain('w:eastAsia="zh-CN"');
  });

  it.each([
    ['markup', '<b>bold</b> & <w:p/> ]]> {{by}} &amp;'],
    ['a field of Word', 'HYPERLINK "http://evil.example" { PAGE }'],
    ['right-to-left text', 'المحول الرئيسي معطل 123'],
    ['pictures of faces', 'down 🔔🔔'],
  ])('takes %s as plain text', async (_, text) => {
    const sections = [{ heading: text, part: 'text', text }] as const;
    const words = docxWords(await renderDocument({ ...REPORT, title: text, sections }));
    expect(words.split(text).length).toBeGreaterThan(2);
  });

  it('drops characters that XML does not allow', async () => {
    const text = 'a\u0000b\u0008c\ud800d\uffffe\tf';
    const xml = await partOf({ ...REPORT, sections: [{ heading: 'h', part: 'text', text }] });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the test looks for control characters.
    expect(xml).not.toMatch(/[\u0000-\u0008\ud800\uffff]/);
    expect(xml).toContain('abc');
  });
});
