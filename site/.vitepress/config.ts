import { defineConfig } from 'vitepress';
import { CHINESE, ENGLISH, type NavigationItem } from '../navigation.ts';
import { slugOf } from '../page.ts';

/** Words of Chinese and English, for the search: it runs in the browser, so it uses nothing from outside itself. */
function tokenize(text: string): string[] {
  const words = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text);
  return [...words].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

/** VitePress changes the lists that it is given. */
function copy(items: readonly NavigationItem[]) {
  return structuredClone(items) as { text: string; link: string }[];
}

/** Pages whose tables need the width of the outline beside the text. */
const WIDE = ['settings.md', 'book.md', 'clauses.md', 'simulate.md', 'map.md'];

export default defineConfig({
  srcDir: '.pages',
  outDir: 'dist',
  cacheDir: '.cache',
  title: 'Deskbell',
  description: 'The after-sales service desk that lives in the chat',
  markdown: { html: false, anchor: { slugify: slugOf }, toc: { slugify: slugOf } },
  transformPageData(page) {
    if (WIDE.includes(page.relativePath)) page.frontmatter.aside = false;
  },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      themeConfig: {
        sidebar: copy(ENGLISH),
        nav: [
          { text: 'Tutorial', link: '/tutorial' },
          { text: 'Guide', link: '/guide/index' },
          { text: 'Operate', link: '/operate' },
          { text: 'Beside others', link: '/beside-others' },
        ],
        footer: { message: 'Open source, MIT licence' },
      },
    },
    zh: {
      label: '简体中文',
      lang: 'zh-CN',
      description: '群里的售后服务台',
      themeConfig: {
        sidebar: copy(CHINESE),
        nav: [
          { text: '教程', link: '/zh/tutorial' },
          { text: '第一本手册', link: '/zh/first-book' },
          { text: '运维', link: '/zh/operate' },
          { text: '与其他产品相比', link: '/zh/beside-others' },
        ],
        footer: { message: '开源软件，MIT 许可' },
        outline: { label: '本页内容' },
        docFooter: { prev: '上一页', next: '下一页' },
        sidebarMenuLabel: '目录',
        returnToTopLabel: '回到顶部',
        darkModeSwitchLabel: '外观',
        lightModeSwitchTitle: '切换到浅色',
        darkModeSwitchTitle: '切换到深色',
        langMenuLabel: '切换语言',
        skipToContentLabel: '跳到正文',
        notFound: { title: '没有这一页', quote: '', linkText: '回到首页', linkLabel: '回到首页' },
      },
    },
  },
  themeConfig: {
    // Not every page has a Chinese one: the language menu leads to the first page, and pages link to each other.
    i18nRouting: false,
    outline: [2, 3],
    search: {
      provider: 'local',
      options: {
        miniSearch: { options: { tokenize } },
        locales: {
          zh: {
            translations: {
              button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
              modal: {
                displayDetails: '显示详情',
                resetButtonTitle: '清空',
                backButtonTitle: '关闭',
                noResultsText: '没有找到',
                footer: { selectText: '打开', navigateText: '上下移动', closeText: '关闭' },
              },
            },
          },
        },
      },
    },
  },
});
