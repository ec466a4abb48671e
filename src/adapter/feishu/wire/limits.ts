import { MINUTE, SECOND } from '../../../lib/instant.ts';

/** What Feishu takes, and what we ask of it. Lengths count UTF-16 units; texts are cut between code points all the same. */
export const LIMITS = {
  /** A card's JSON, in UTF-8. The rest of 30 KB is for what is counted otherwise there than here. */
  cardBytes: 29 * 1024,
  /** Elements of a card, texts within others included. */
  cardElements: 200,
  /** Tags beside a card's title. */
  titleTags: 3,
  buttonChars: 100,
  optionChars: 100,
  inputMaxLength: 1_000,

  /** Ours: people's words on a card, by turns, until the card is small enough; the first holds 4,000 Chinese characters. */
  textChars: [4_000, 2_000, 1_000, 400, 120, 40],
  /** Ours: a card's title, a badge, a field's label, a field's value. */
  titleChars: 150,
  badgeChars: 60,
  labelChars: 150,
  valueChars: 500,
  summaryChars: 200,
  /** Ours: the text of a message without a card; Feishu takes 150 KB. */
  messageTextChars: 10_000,
  /** Ours: main buttons of a card; those that stand beside its menu because they are asked about first. */
  mainButtons: 2,
  askedButtons: 8,
  /** Ours: steps of a scale, side by side. */
  scaleSteps: 5,
  /** Ours: so many open as `⋯`, more as a list; and how long a list may be. */
  overflowOptions: 10,
  selectOptions: 100,
  /** Ours: fields of a form; and, by turns until it is small enough, what its labels, lists, intro and inputs hold. */
  formFields: 12,
  formSteps: [
    { label: 150, options: 100, option: 100, intro: 2_000, initial: 1_000 },
    { label: 100, options: 50, option: 60, intro: 500, initial: 1_000 },
    { label: 50, options: 20, option: 40, intro: 200, initial: 500 },
    { label: 30, options: 8, option: 20, intro: 100, initial: 100 },
  ],
  /** Files of a message that a form remembers. */
  messageFiles: 10,

  /** A file, and a picture that shows as one. Feishu hands larger ones out; nobody would take them from us. */
  fileBytes: 30 * 1024 * 1024,
  pictureBytes: 10 * 1024 * 1024,
  fileTimeoutMs: 30 * SECOND,

  /** New messages in one group, which all its bots share: 5 a second; we leave some to the others. */
  messageEveryMs: 300,
  /** Changes of messages in one group, ours: as new ones. */
  updateEveryMs: 300,
  /** Ours, of each call in the whole app: 50 a second and 1,000 a minute are taken. */
  pace: { most: 45, withinMs: 3 * SECOND },
  /** Ours: how often an answer that is refused for the pace is tried, the first wait, and the longest one. */
  answerTries: 6,
  answerWaitMs: 300,
  answerWaitMostMs: 5 * SECOND,
  /** Changes of one message: 5 a second are taken. */
  patchEveryMs: 250,
  /** Days during which a message may be changed. */
  refreshDays: 14,
  /** How long it is remembered whether outsiders read along in a group; an event tells sooner. */
  rememberExternalMs: MINUTE,

  /** Ours: the most we read of an answer. */
  answerBytes: 4 * 1024 * 1024,
  /** How long we wait for an answer: to a message, to what somebody waits for. */
  sendTimeoutMs: 10 * SECOND,
  askTimeoutMs: 2 * SECOND,
} as const;
