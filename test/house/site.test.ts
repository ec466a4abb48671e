import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHINESE, ENGLISH, linksOf } from '../../site/navigation.ts';
import { pageOf, toPage } from '../../site/page.ts';
import { ROOT } from './sources.ts';

/** The pages of the site by the document that they are made from. Single decisions are reached from their list. */
const PAGES = new Map(
  globSync(['*.md', 'docs/**/*.md', 'site/home/*.md'], { cwd: ROOT })
    .map((source) => [pageOf(source), source] as const)
    .filter(([page]) => page !== undefined),
);
const isDecision = (page: string) => page.startsWith('decision/');
const address = (page: string) => `/${page.replace(/\.md$/, '')}`;

describe('the site', () => {
  it('has every page that its navigation leads to', () => {
    const links = [...linksOf(ENGLISH), ...linksOf(CHINESE)];
    expect(links.length).toBeGreaterThan(35);
    const there = [...PAGES.keys(), pageOf('docs/decision')].map((page) => address(page ?? ''));
    expect(links.filter((link) => !there.includes(link))).toEqual([]);
  });

  it('shows every page in its navigation', () => {
    const links = [...linksOf(ENGLISH), ...linksOf(CHINESE), '/index', '/zh/index'];
    const pages = [...PAGES.keys()].filter((page): page is string => page !== undefined && !isDecision(page));
    expect(pages.filter((page) => !links.includes(address(page)))).toEqual([]);
  });

  it('has an English page for every Chinese one', () => {
    const chinese = [...PAGES.keys()].filter((page) => page?.startsWith('zh/'));
    expect(chinese.length).toBeGreaterThan(4);
    expect(chinese.filter((page) => !PAGES.has(page?.replace('zh/', '')))).toEqual([]);
  });
});

describe('a page of the site', () => {
  it.each([
    ['docs/run.md', 'run.md'],
    ['docs/first-book.zh.md', 'zh/first-book.md'],
    ['docs/guide/mail.md', 'guide/mail.md'],
    ['CHANGELOG.md', 'project/changelog.md'],
    ['README.md', undefined],
    ['docs/openapi.json', undefined],
  ])('%s is %s', (source, page) => {
    expect(pageOf(source)).toBe(page);
  });

  it.each([
    ['docs/first-book.zh.md', '[字段](book.md#roles)', '[字段](../book.md#roles)'],
    ['docs/guide/mail.md', '[why](../decision/0040-mail.md)', '[why](../decision/0040-mail.md)'],
    ['docs/run.md', '[changes](../CHANGELOG.md)', '[changes](./project/changelog.md)'],
    ['docs/run.md', '[reasons](decision)', '[reasons](./decision/index.md)'],
    ['docs/tutorial.zh.md', '![图](picture/board-zh.png)', '![图](../picture/board-zh.png)'],
  ])('of %s: %s leads to the same place', (source, written, made) => {
    expect(toPage(source, written)).toBe(made);
  });

  it('says files that are no pages in words, and leaves code and other sites alone', () => {
    expect(toPage('docs/run.md', 'see [`deploy/kubernetes.yaml`](../deploy/kubernetes.yaml)')).toBe(
      'see `deploy/kubernetes.yaml`',
    );
    const kept = '[PGlite](https://pglite.dev), `[a](b.md)`, [below](#backup)\n```\n[a](b.md)\n第一行\n第二行\n```\n';
    expect(toPage('docs/run.md', kept)).toBe(kept);
  });

  it('leaves comments out', () => {
    expect(toPage('docs/book.md', '# Book\n\n<!-- made by\na command -->\n\nText')).toBe('# Book\n\n\nText');
  });

  it('joins the lines of a Chinese sentence, and no others', () => {
    expect(toPage('docs/tutorial.zh.md', '时钟拨过\n国庆。\n\n另一段\n- 一项\n  接着说')).toBe(
      '时钟拨过国庆。\n\n另一段\n- 一项接着说',
    );
  });
});
