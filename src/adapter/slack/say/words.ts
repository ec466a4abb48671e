import { type Language, type Named, named } from '../../../lib/language.ts';

/** The few texts that only Slack needs; all others come finished from the desk. */
export const WORDS = {
  stale: {
    zh: '这个按钮已失效，请在最新的卡片上操作。',
    en: 'This button is out of date. Please use the newest card.',
  },
  formGone: {
    zh: '表单已过期，请重新发起。',
    en: 'This form has expired. Please ask for it again.',
  },
  openForm: { zh: '请填写表单：', en: 'Please fill in the form:' },
  failed: {
    zh: '刚才的请求已收到，但结果没能显示。请再试一次，或用“状态”查看。',
    en: 'Your request arrived, but its answer could not be shown. Please try again, or ask for “status”.',
  },
  noChoice: { zh: '没有可选项', en: 'nothing to choose from' },
  more: { zh: '更多…', en: 'More…' },
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '关闭', en: 'Close' },
  oneMoment: { zh: '请稍候', en: 'One moment' },
  atWork: { zh: '正在处理您的请求……', en: 'Your request is being worked on…' },
  done: { zh: '已完成。', en: 'Done.' },
  answer: { zh: '回复', en: 'Answer' },
  full: { zh: '内容过长，已截断。', en: 'Too long: it is cut here.' },
  cut: { zh: '内容过长，后面的部分没有显示。', en: 'Too long: the rest is not shown.' },
} as const satisfies Record<string, Named>;

export function say(word: keyof typeof WORDS, language: Language): string {
  return named(WORDS[word], language);
}

/** The language of a text from the desk: Chinese if it has a Chinese character. */
export function languageOf(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';
}
