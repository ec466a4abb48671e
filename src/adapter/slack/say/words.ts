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
  send: { zh: '提交', en: 'Send' },
  confirm: { zh: '确认', en: 'Confirm' },
  goesOn: {
    zh: '文字较长，接上一栏；提交时会合在一起。',
    en: 'The text goes on here, because a field holds 3,000 characters. Both are kept as one.',
  },
  begun: {
    zh: '原消息共 {{all}} 字，此处为前 {{shown}} 字；其余请看原消息。',
    en: 'These are the first {{shown}} of {{all}} characters. The rest can be read in the message itself.',
  },
  search: { zh: '输入关键字查找', en: 'Type to search' },
  searchHint: {
    zh: '共 {{all}} 项，输入名称的一部分即可查找。',
    en: '{{all}} to choose from: type a part of the name.',
  },
  searchMore: {
    zh: '显示 {{all}} 项中的前 {{shown}} 项，请继续输入',
    en: 'The first {{shown}} of {{all}}: type more of the name',
  },
  notLoaded: {
    zh: '选项没能载入，请关闭表单后重新打开。',
    en: 'The list did not load. Close the form and open it again.',
  },
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
