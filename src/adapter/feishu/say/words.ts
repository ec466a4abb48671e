import { type Language, type Named, named } from '../../../lib/language.ts';

/** The few texts that only Feishu needs; all others come finished from the desk. */
export const WORDS = {
  noChoice: { zh: '没有可选项', en: 'nothing to choose from' },
  choose: { zh: '请选择', en: 'Please choose' },
  find: { zh: '查找', en: 'Find' },
  findOption: { zh: '输入名称的一部分', en: 'Part of the name' },
  nextPage: { zh: '下一页 {{page}}', en: 'Next page {{page}}' },
  partOfList: {
    zh: '共 {{all}} 项，这里是第 {{from}}–{{to}} 项。可按名称查找，或看下一页。',
    en: '{{from}}–{{to}} of {{all}}. Find one by its name, or see the next page.',
  },
  partFound: {
    zh: '“{{query}}”找到 {{found}} 项，这里是第 {{from}}–{{to}} 项。',
    en: '{{from}}–{{to}} of {{found}} with “{{query}}”.',
  },
  noneFound: { zh: '没有名称含“{{query}}”的项。', en: 'None of the names has “{{query}}”.' },
  restOfList: {
    zh: '共 {{all}} 项，这里只有前 {{to}} 项；其余的请在文字里写明。',
    en: 'The first {{to}} of {{all}}. Please write any other one in the text.',
  },
  turned: { zh: '已更新表单。', en: 'The form was updated.' },
  more: { zh: '更多…', en: 'More…' },
  cut: { zh: '内容过长，后面的部分没有显示。', en: 'Too long: the rest is not shown.' },
  longText: {
    zh: '此处最多 {{max}} 字；更长的内容请直接作为消息发送。',
    en: 'At most {{max}} characters here; please send what is longer as a message.',
  },
  wholeKept: {
    zh: '这里只有消息的开头；整条消息都会写入工单。',
    en: 'This is the beginning of the message; all of it goes into the ticket.',
  },
  partKept: {
    zh: '这里只有消息的开头。工单最多收 {{most}} 字，消息有 {{all}} 字：超出的部分请看原消息。',
    en: 'This is the beginning of the message. A ticket takes {{most}} characters and the message has {{all}}: the rest stays in the message.',
  },
  takenGone: {
    zh: '上面的消息已撤回，或现在读不到，请在下面写明情况。',
    en: 'The message above was recalled or cannot be read now. Please write below what it is about.',
  },
  takenFile: {
    zh: '文件会附在工单上，请在下面写明发生了什么。',
    en: 'The file goes with the ticket. Please write below what happened.',
  },
  takenVoice: {
    zh: '语音会附在工单上，但我听不懂其中的话，请在下面写明。',
    en: 'The voice message goes with the ticket, but I cannot understand it. Please write below what it says.',
  },
  takenSticker: {
    zh: '表情无法写入工单，请在下面写明情况。',
    en: 'A sticker cannot go into a ticket. Please write below what happened.',
  },
  takenCard: {
    zh: '卡片里没有能读出的文字，请在下面写明情况。',
    en: 'There is no text to read on the card. Please write below what it says.',
  },
  takenCardPictures: {
    zh: '卡片里的图片飞书不允许下载，没有带上。',
    en: 'Feishu does not hand out the pictures of a card: they are not included.',
  },
  takenForward: {
    zh: '转发的消息读不出来，请在下面写明情况。',
    en: 'The forwarded messages cannot be read. Please write below what they say.',
  },
  takenForwardedFiles: {
    zh: '转发消息里的文件飞书不允许下载，只写了名称；需要时请直接发送文件。',
    en: 'Feishu does not hand out forwarded files: they are only named. Send them yourself if they are needed.',
  },
  takenOther: {
    zh: '这类消息我读不出内容，请在下面写明情况。',
    en: 'I cannot read messages of this kind. Please write below what it says.',
  },
  takenFewFiles: {
    zh: '消息里有 {{all}} 个文件，只带上前 {{max}} 个。',
    en: 'The message has {{all}} files; the first {{max}} are included.',
  },
  stale: {
    zh: '这个按钮已失效，请在最新的卡片上操作。',
    en: 'This button is out of date. Please use the newest card.',
  },
  notYours: {
    zh: '这张表单是给别人的，请自己再要一张。',
    en: 'This form is for somebody else. Please ask for one of your own.',
  },
  failed: {
    zh: '刚才的请求已收到，但结果没能显示。请再试一次，或用“状态”查看。',
    en: 'Your request arrived, but its answer could not be shown. Please try again, or ask for “status”.',
  },
  working: { zh: '正在处理，结果稍后发给您。', en: 'At work: the answer follows as a message.' },
  done: { zh: '已完成。', en: 'Done.' },
  sent: { zh: '结果已发给您。', en: 'The answer was sent to you.' },
  formSent: {
    zh: '表单已发到您与我的私聊，请在那里填写。',
    en: 'The form is in your chat with me. Please fill it in there.',
  },
  formComing: {
    zh: '表单将发到您与我的私聊；无法私聊时发在这里。',
    en: 'The form comes in your chat with me, or here where I cannot write to you there.',
  },
  formOpen: {
    zh: '群内成员都能看到这张表单及其已提交，但看不到您填写的内容。',
    en: 'Everybody in this group sees this form and that it was sent, but not what you write in it.',
  },
  formOpenPage: {
    zh: '想让群内无人知晓，请改用此页面：',
    en: 'So that nobody here learns of it, use this page instead:',
  },
  doneAlone: {
    zh: '已收到。内容仅告知提交人。',
    en: 'It has arrived. What came of it is for its sender alone.',
  },
  notAlone: {
    zh: '已收到，但我无法私聊您，结果也不便在群内显示。请联系您的服务商。',
    en: 'It has arrived, but I cannot write to you alone, and the answer is not for this group. Please ask your service provider.',
  },
} as const satisfies Record<string, Named>;

export function say(word: keyof typeof WORDS, language: Language): string {
  return named(WORDS[word], language);
}

/** The language of a text from the desk: Chinese if it has a Chinese character. */
export function languageOf(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';
}
