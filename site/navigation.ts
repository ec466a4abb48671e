/** A line of the navigation: a group with its lines, or a page by its address without `.html`. */
export interface NavigationItem {
  readonly text: string;
  readonly link?: string;
  readonly items?: readonly NavigationItem[];
  readonly collapsed?: boolean;
}

function page(text: string, link: string): NavigationItem {
  return { text, link };
}

export const ENGLISH: readonly NavigationItem[] = [
  {
    text: 'Begin',
    items: [
      page('A fault across National Day', '/tutorial'),
      page('Your own book in ten minutes', '/first-book'),
      page('Deskbell beside others', '/beside-others'),
    ],
  },
  {
    text: 'The guide',
    items: [
      page('What there is', '/guide/index'),
      page('The playground', '/guide/playground'),
      page('Heard as people speak', '/guide/words'),
      page('Called until someone responds', '/guide/paging'),
      page('Mistakes and duplicates', '/guide/mistakes'),
      page('Complaints', '/guide/complaints'),
      page('Inspections, calls, parts', '/guide/inspections'),
      page('Who is on duty', '/guide/duty'),
      page('The board and the month', '/guide/board'),
      page('Papers and forms', '/guide/papers'),
      page('Confidential customers', '/guide/confidential'),
      page('Find it again', '/guide/find'),
      page('Take it away', '/guide/export'),
      page('Languages, dates, holidays', '/guide/languages'),
      page('Books on the command line', '/guide/command-line'),
    ],
  },
  {
    text: 'Connect',
    items: [
      page('Slack', '/guide/slack'),
      page('Feishu and Lark', '/guide/feishu'),
      page('Mail', '/guide/mail'),
      page('Web pages for customers', '/guide/web-pages'),
      page('Alerts of monitoring', '/hooks'),
      page('Other programs', '/guide/programs'),
      page('Events out', '/webhooks'),
    ],
  },
  {
    text: 'Operate',
    items: [
      page("The operator's guide", '/operate'),
      page('Run it', '/run'),
      page('Settings', '/settings'),
      page('Watch it', '/watch'),
      page('What you can rely on', '/guide/reliability'),
      page("People's data", '/privacy'),
      page('Threats and tests', '/security'),
      page('Security', '/project/security'),
      page('Changelog', '/project/changelog'),
    ],
  },
  {
    text: 'Reference',
    items: [
      page('Every field of the book', '/book'),
      page('Stories and the clock', '/simulate'),
      page('The clauses', '/clauses'),
    ],
  },
  {
    text: 'Change it',
    collapsed: true,
    items: [
      page('Contributing', '/project/contributing'),
      page('The map', '/map'),
      page('Where things are', '/tree'),
      page('The reasons', '/decision/index'),
    ],
  },
];

export const CHINESE: readonly NavigationItem[] = [
  {
    text: '入门',
    items: [
      page('跨过国庆的一次报障', '/zh/tutorial'),
      page('十分钟写好第一本手册', '/zh/first-book'),
      page('与其他产品相比', '/zh/beside-others'),
    ],
  },
  { text: '运维', items: [page('运维指南', '/zh/operate'), page('个人信息', '/zh/privacy')] },
  {
    text: '含中文说明',
    items: [
      page('接入飞书', '/guide/feishu'),
      page('邮件报障', '/guide/mail'),
      page('听得懂人话', '/guide/words'),
      page('呼叫到响应为止', '/guide/paging'),
    ],
  },
  {
    text: '英文文档',
    items: [
      page('功能总览', '/guide/index'),
      page('部署', '/run'),
      page('全部设置', '/settings'),
      page('手册全部字段', '/book'),
    ],
  },
];

/** All pages that a navigation leads to, by their address. */
export function linksOf(items: readonly NavigationItem[]): string[] {
  return items.flatMap(({ link, items: below = [] }) => [...(link === undefined ? [] : [link]), ...linksOf(below)]);
}
