import type { Language } from '../../../lib/language.ts';

/** The adapter's own words. */
const WORDS = {
  en: {
    page: 'See the case, send files, confirm a fix',
    answer: 'Answers to this mail are added to {{about}}.',
    confirm: 'If it is fixed, answer with the one word “confirm”.',
    file: 'Attached: {{name}}',
    paused: 'paused',
    met: 'met',
    breached: 'late',
  },
  'zh-CN': {
    page: '查看工单、上传文件、确认修复',
    answer: '直接回复本邮件，内容会记入 {{about}}。',
    confirm: '如已修复，请只回复“确认”二字。',
    file: '附件：{{name}}',
    paused: '暂停计时',
    met: '已完成',
    breached: '超时',
  },
} as const;

export function say(
  language: Language,
  key: keyof (typeof WORDS)['en'],
  params: Readonly<Record<string, string>> = {},
) {
  return WORDS[language][key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => params[name] ?? '');
}
