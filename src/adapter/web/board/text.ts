import type { Language, Named } from '../../../lib/language.ts';
import { type Blanks, fillIn } from '../fill-in.ts';

/** The texts of pages without a reader; those of the board itself come from the desk. `{…}` are placeholders. */
const TEXTS = {
  'enter.title': { zh: '看板', en: 'Board' },
  'enter.text': {
    zh: '此链接为 {name} 所发。打开后将在此浏览器中保持登录，链接随即失效。',
    en: 'This link was made for {name}. Opening it signs this browser in, and the link is used up.',
  },
  'enter.submit': { zh: '打开看板', en: 'Open the board' },
  'refused.title': { zh: '此链接无法打开看板', en: 'This link does not open the board' },
  'refused.text': {
    zh: '链接可能已过期、已使用、已注销、不完整，或属于他人。请在聊天中发送“/desk 看板”获取您本人的新链接。',
    en: 'It has expired, was used or revoked, is incomplete, or belongs to somebody else. Write “/desk board” in your chat for a new link of your own.',
  },
  'ended.title': { zh: '未登录看板', en: 'You are not signed in to the board' },
  'ended.text': {
    zh: '登录已结束、已注销，或此浏览器未登录。请在聊天中发送“/desk 看板”获取新链接。',
    en: 'The session has ended or was revoked, or this browser has none. Write “/desk board” in your chat for a new link.',
  },
  'login.submit': { zh: '用公司账号登录', en: 'Sign in with your company’s login' },
  'login.text': {
    zh: '您已作为 {name} 登录。',
    en: 'You are signed in as {name}.',
  },
  'login-failed.title': { zh: '登录未完成', en: 'Signing in did not work' },
  'login-failed.text': {
    zh: '登录已过期、被取消，或并非由此浏览器发起。请重试，或在聊天中发送“/desk 看板”获取链接。',
    en: 'It took too long, was cancelled, or began in another browser. Try again, or write “/desk board” in your chat for a link.',
  },
  'login-unknown.title': { zh: '服务手册中没有此账号', en: 'The service book does not know this account' },
  'login-unknown.text': {
    zh: '登录成功，但服务手册中没有使用此账号的人员，或此人没有聊天账号。请技术负责人在服务手册中填写，或在聊天中发送“/desk 看板”获取链接。',
    en: 'The login worked, but no person of the service book has this account, or they have no chat account. Ask the technical director to enter it, or write “/desk board” in your chat for a link.',
  },
  'login-unreachable.title': { zh: '暂时无法登录', en: 'The login cannot be reached' },
  'login-unreachable.text': {
    zh: '公司登录服务没有响应。请稍后再试，或在聊天中发送“/desk 看板”获取链接。',
    en: 'Your company’s login does not answer. Try later, or write “/desk board” in your chat for a link.',
  },
  'left.title': { zh: '已退出', en: 'Signed out' },
  'left.text': {
    zh: '此浏览器已退出看板。请在聊天中发送“/desk 看板”获取新链接。',
    en: 'This browser is signed out of the board. Write “/desk board” in your chat for a new link.',
  },
  'elsewhere.title': { zh: '未执行', en: 'Not done' },
  'elsewhere.text': {
    zh: '此请求并非来自您打开的看板页面，因此未执行。请重新打开看板页面再试。',
    en: 'This request did not come from your open page of the board, so nothing was done. Open the page again and repeat it.',
  },
  'busy.title': { zh: '操作过于频繁', en: 'Too many requests' },
  'busy.text': { zh: '请稍候几分钟再试。', en: 'Wait a few minutes and try again.' },
  'upload.none': { zh: '请先选择一个文件。', en: 'Choose a file first.' },
  'upload.several': { zh: '请每次上传一个文件。', en: 'Upload one file at a time.' },
  'upload.wrong-type': {
    zh: '“{name}”不是可读取的表格。请另存为 .xlsx 或“CSV UTF-8”后再上传。',
    en: '“{name}” is no spreadsheet that can be read here. Save it as .xlsx or “CSV UTF-8” and upload that.',
  },
} as const satisfies Readonly<Record<string, Named>>;

export type BoardTextKey = keyof typeof TEXTS;

export function sayOnBoard(language: Language, key: BoardTextKey, blanks?: Blanks): string {
  return fillIn(TEXTS[key], language, blanks);
}
