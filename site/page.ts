import { posix } from 'node:path';

/** Documents outside `docs/` that are pages of the site, too. */
const ALSO: Readonly<Record<string, string>> = {
  'CHANGELOG.md': 'project/changelog.md',
  'CONTRIBUTING.md': 'project/contributing.md',
  'SECURITY.md': 'project/security.md',
  'site/home/en.md': 'index.md',
  'site/home/zh.md': 'zh/index.md',
};
const PICTURE = /^docs\/.*\.png$/;
/** A link or an image of Markdown, or code, in which nothing is a link. */
const LINK_OR_CODE = /^```.*?^```|`[^`\n]*`|(?<mark>!?)\[(?<label>(?:[^[\]]|\[[^\]]*\])*)\]\((?<to>[^)\s]+)\)/gms;

/**
 * Where a document of the repository stands in the site: `docs/run.md` is `run.md`, `docs/first-book.zh.md` is
 * `zh/first-book.md`. undefined: it is no page.
 */
export function pageOf(source: string): string | undefined {
  if (source in ALSO) return ALSO[source];
  if (source === 'docs/decision') return 'decision/index.md';
  const [, name, chinese] = /^docs\/(.+?)(\.zh)?\.md$/.exec(source) ?? [];
  return name === undefined ? undefined : `${chinese ? 'zh/' : ''}${name}.md`;
}

/** A line that ends and a line that begins in Chinese: Markdown would put a blank between them. */
const BROKEN_LINE = /(?<=[\p{Script=Han}，。、：；！？（）“”])\n *(?=[\p{Script=Han}，。、：；！？（）“”])/gu;
const FENCED = /(^```.*?^```)/ms;
/** A note to editors of the file. */
const COMMENT = /^<!--.*?-->\n/gms;

/** A text without comments, whose Chinese sentences are not broken into lines; code stays as it is. */
function tidy(text: string): string {
  const parts = text.split(FENCED);
  return parts.map((part, i) => (i % 2 === 0 ? part.replace(COMMENT, '').replace(BROKEN_LINE, '') : part)).join('');
}

/**
 * A document as a page of the site. Links to pages and pictures are made to fit the page's place; links to other files of the
 * repository become plain words, because a built site does not know where its repository is.
 */
export function toPage(source: string, text: string): string {
  const here = posix.dirname(pageOf(source) ?? source);
  return tidy(text).replace(LINK_OR_CODE, (whole, ...rest) => {
    const { mark, label, to } = rest.at(-1) as Record<string, string | undefined>;
    if (to === undefined || /^(https?:|mailto:|#)/.test(to)) return whole;
    const [file = '', heading] = to.split('#');
    const target = posix.join(posix.dirname(source), file);
    const place = PICTURE.test(target) ? target.replace(/^docs\//, '') : pageOf(target);
    if (place === undefined) return label ?? '';
    const relative = posix.relative(here, place);
    const path = relative.startsWith('.') ? relative : `./${relative}`;
    return `${mark}[${label}](${path}${heading === undefined ? '' : `#${heading}`})`;
  });
}

/** The name by which links reach a heading, as in `test/house/document.test.ts`: "Files, and mail" is `files-and-mail`. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}
