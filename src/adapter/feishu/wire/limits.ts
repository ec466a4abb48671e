import { MINUTE, SECOND } from '../../../lib/instant.ts';

/** Feishu's limits, and ours where marked. Lengths count UTF-16 units; texts are still cut between code points. */
export const LIMITS = {
  /** A card's JSON in UTF-8. Feishu allows 30 KB; the rest is a reserve, because Feishu may count differently. */
  cardBytes: 29 * 1024,
  /** Elements of a card, including texts inside others. */
  cardElements: 200,
  /** Tags beside a card's title. */
  titleTags: 3,
  buttonChars: 100,
  optionChars: 100,
  inputMaxLength: 1_000,

  /**
   * Ours: how much of users' texts a card shows, tried in this order until the card fits. The first holds 4,000 Chinese
   * characters.
   */
  textChars: [4_000, 2_000, 1_000, 400, 120, 40],
  /** Ours: a card's title, a badge, a field's label, a field's value, the summary in notifications. */
  titleChars: 150,
  badgeChars: 60,
  labelChars: 150,
  valueChars: 500,
  summaryChars: 200,
  /** Ours: a text message. Feishu allows 150 KB. */
  messageTextChars: 10_000,
  /** Ours: main buttons of a card; buttons with a question, which stand beside its menu. */
  mainButtons: 2,
  askedButtons: 8,
  /** Ours: steps of a scale in one row. */
  scaleSteps: 5,
  /** Ours: options of an overflow menu (`⋯`); above that a list, and its most options. */
  overflowOptions: 10,
  selectOptions: 100,
  /**
   * Ours: the sizes of a form's labels, lists, intro and inputs, tried in this order until it fits. Feishu sets no limit to
   * a list, but each option's text counts as an element of the card. Of longer lists a card shows one page.
   */
  formSteps: [
    { label: 150, options: 150, option: 100, intro: 2_000, initial: 1_000 },
    { label: 150, options: 100, option: 100, intro: 2_000, initial: 1_000 },
    { label: 100, options: 50, option: 60, intro: 500, initial: 1_000 },
    { label: 50, options: 20, option: 40, intro: 200, initial: 500 },
    { label: 30, options: 8, option: 20, intro: 100, initial: 100 },
  ],
  /** Ours: what is searched for in a long list. */
  queryChars: 60,
  /** Ours: files of a message that a form carries; it says if there are more. */
  formFiles: 20,

  /** The largest file we upload, the largest picture that is shown as one, and the timeout of a transfer. */
  fileBytes: 30 * 1024 * 1024,
  pictureBytes: 10 * 1024 * 1024,
  fileTimeoutMs: 30 * SECOND,

  /** New messages in one group. Feishu allows 5 a second for all its bots; we leave some to the others. */
  messageEveryMs: 300,
  /** Ours: updates of messages in one group, as new ones. */
  updateEveryMs: 300,
  /** Ours: calls of one kind in the whole app. Feishu allows 50 a second and 1,000 a minute. */
  callRate: { most: 45, withinMs: 3 * SECOND },
  /** Ours: tries of an answer that hits the rate limit, the first wait, and the longest wait. */
  answerTries: 6,
  answerWaitMs: 300,
  answerWaitMostMs: 5 * SECOND,
  /** Updates of one message. Feishu allows 5 a second. */
  patchEveryMs: 250,
  /** Days after which a message can no longer be updated. */
  refreshDays: 14,
  /** How long it is remembered whether a group is external; an event may drop it sooner. */
  rememberExternalMs: MINUTE,

  /** Ours: the most bytes we read of a response. */
  answerBytes: 4 * 1024 * 1024,
  /** Timeouts of calls: to post a message, and for answers to a waiting person. */
  sendTimeoutMs: 10 * SECOND,
  askTimeoutMs: 2 * SECOND,
} as const;
