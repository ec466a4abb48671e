import { MINUTE, SECOND } from '../../../lib/instant.ts';

/**
 * Slack's limits, and ours where marked. Lengths count UTF-16 units, the stricter reading of "characters"; texts are
 * still cut between code points.
 */
export const LIMITS = {
  messageBlocks: 50,
  /** A message's fallback text, before escaping. Slack recommends 4,000 and truncates at 40,000. */
  messageTextChars: 4_000,
  sectionChars: 3_000,
  headerChars: 150,
  contextElements: 10,
  actionElements: 25,
  buttonChars: 75,
  buttonValueChars: 2_000,
  optionChars: 75,
  optionValueChars: 75,
  overflowOptions: 5,
  selectOptions: 100,
  radioOptions: 10,
  placeholderChars: 150,
  urlChars: 3_000,
  confirmTitleChars: 100,
  confirmTextChars: 300,
  confirmButtonChars: 30,
  modalBlocks: 100,
  modalTitleChars: 24,
  privateMetadataChars: 3_000,
  /** Ids of blocks, actions and callbacks. */
  idChars: 255,
  inputLabelChars: 2_000,
  inputMaxLength: 3_000,

  /** Ours: an argument or words that travel with a form, to ask for it again. */
  repeatedChars: 200,
  /** Ours: forms whose long choices are remembered, their options together, and for how long before the desk is asked again. */
  keptChoices: 500,
  keptOptions: 100_000,
  keepChoicesMs: 10 * MINUTE,

  /** Ours: blocks a long text may fill before it is cut. The desk's texts of up to 4,000 characters fit. */
  textBlocks: 3,
  /** Ours: a badge, a field's label, a field's value; lines per rich text block. */
  badgeChars: 60,
  labelChars: 150,
  valueChars: 500,
  linesPerBlock: 10,
  /** New messages in one channel: about one a second. */
  messageEveryMs: SECOND,
  /** Ours: updates of messages in one channel. Slack counts them per app: at least 50 a minute. */
  updateEveryMs: SECOND,
  /** Ours: main buttons of a card; the rest go into a menu. */
  mainButtons: 2,
  /** Ours: a request's body. Slack's views have at most 250 KB. */
  bodyBytes: 1024 * 1024,
  /** How far a request's timestamp may differ from our clock, either way. */
  stampMs: 5 * MINUTE,
  /** `doctor`: difference between our clock and Slack's that is a warning, and that is an error. */
  clockWarningMs: MINUTE,
  clockWrongMs: 4 * MINUTE,
  /** Timeouts of Web API calls: to post a message, and for answers to a waiting person. */
  sendTimeoutMs: 10 * SECOND,
  askTimeoutMs: 3 * SECOND,
  /** `doctor`: channels or people looked up at once, and tries when Slack asks us to wait. */
  lookedAtOnce: 5,
  lookTries: 4,
  /** People whose name and language are remembered, and for how long. */
  rememberedPeople: 5_000,
  rememberPersonMs: 60 * MINUTE,
  /**
   * Where we look for a message we may have sent: messages per page, pages, and how far our clock and Slack's may
   * differ.
   */
  lookBackMessages: 200,
  lookBackPages: 5,
  clocksApartMs: 5 * MINUTE,
  /** Socket Mode: from asking for an address to Slack's hello; from our close to cutting the connection. */
  socketHelloMs: 10 * SECOND,
  socketCloseMs: 2 * SECOND,
  /** Without a reply to our ping, or a ping from Slack, for this long, the connection is dead. */
  socketPongMs: 5 * SECOND,
  socketPingMs: 30 * SECOND,
  /** Waits before reconnecting: the first, the longest, and the one while Socket Mode is switched off. */
  reconnectMs: SECOND,
  reconnectMostMs: 10 * SECOND,
  reconnectSlowMs: MINUTE,
  /** Files of a message that a ticket keeps. */
  messageFiles: 10,
  /** Ours: the largest file we transfer (Slack takes larger ones), and the timeout of an upload or download. */
  fileBytes: 30 * 1024 * 1024,
  fileTimeoutMs: 30 * SECOND,
  /** How long a form waits for the desk before it is acknowledged without an answer. Slack's limit is 3 s. */
  ackWithinMs: 2 * SECOND,
  /** When a slow click gets a "please wait" view, before its trigger expires at 3 s. */
  holdAfterMs: 1_200,
  /**
   * How long to wait for `users.info`: if it decides who is external, and if it only adds name and language to a click.
   */
  personWaitMs: SECOND,
  strangerWaitMs: 400,
  homeBlocks: 100,
  /** Ours: an error beside a form's field. */
  errorChars: 500,
  /** How long it is remembered whether a channel is shared; an event may drop it sooner. */
  rememberSharedMs: MINUTE,
  /** Forms that wait for a press, in all. */
  pendingForms: 500,
} as const;

/** How long people wait for what is slow before they are answered without it, in ms; see `LIMITS`. */
export type Waits = Readonly<Record<'ackWithinMs' | 'holdAfterMs' | 'personWaitMs' | 'strangerWaitMs', number>>;
