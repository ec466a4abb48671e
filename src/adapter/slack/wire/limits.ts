import { MINUTE, SECOND } from '../../../lib/instant.ts';

/**
 * What Slack takes, and what we ask of it. Lengths count UTF-16 units, the stricter reading of "characters"; texts are
 * cut between code points all the same.
 */
export const LIMITS = {
  messageBlocks: 50,
  /** A message's fallback text, before escaping: Slack advises 4,000 and cuts at 40,000. */
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

  /** Ours: how far a text is spread over several blocks before it is cut. 4,000 characters of a desk's text fit whole. */
  textBlocks: 3,
  /** Ours: a badge, a field's label, a field's value; a rich text block holds so many lines. */
  badgeChars: 60,
  labelChars: 150,
  valueChars: 500,
  linesPerBlock: 10,
  /** New messages in one channel: about one a second. */
  messageEveryMs: SECOND,
  /** Ours: changes of messages in one channel; Slack counts them for the whole app, 50 a minute and more. */
  updateEveryMs: SECOND,
  /** Ours: main buttons of a card; the rest opens as a menu. */
  mainButtons: 2,
  /** Ours: a request's body. Slack's views are at most 250 KB. */
  bodyBytes: 1024 * 1024,
  /** How far the stamp of a request may lie from our clock, either way. */
  stampMs: 5 * MINUTE,
  /** How far our clock may be off before `doctor` says so, and before it is too close to that. */
  clockWarningMs: MINUTE,
  clockWrongMs: 4 * MINUTE,
  /** How long we wait for an answer of the Web API: to a message, to what somebody waits for. */
  sendTimeoutMs: 10 * SECOND,
  askTimeoutMs: 3 * SECOND,
  /** For `doctor`: how many channels or people it looks at at once, and how often where Slack asks to wait. */
  lookedAtOnce: 5,
  lookTries: 4,
  /** People whose language and name are remembered, and for how long. */
  rememberedPeople: 5_000,
  rememberPersonMs: 60 * MINUTE,
  /** How many messages are looked through for one of ours: a page, and pages; and how far our clock and Slack's may lie apart. */
  lookBackMessages: 200,
  lookBackPages: 5,
  clocksApartMs: 5 * MINUTE,
  /** Socket Mode: from asking for an address to Slack's hello, and from our goodbye to cutting the line. */
  socketHelloMs: 10 * SECOND,
  socketCloseMs: 2 * SECOND,
  /** After so long without an answer to our ping, or without a ping of Slack's, the line is dead. */
  socketPongMs: 5 * SECOND,
  socketPingMs: 30 * SECOND,
  /** The first wait before it is tried again, the longest one, and the one where haste helps nobody. */
  reconnectMs: SECOND,
  reconnectMostMs: 10 * SECOND,
  reconnectSlowMs: MINUTE,
  /** Files of a message that a ticket keeps. */
  messageFiles: 10,
  /** Ours: the largest file we carry, which Slack takes by far; and how long each way with it may take. */
  fileBytes: 30 * 1024 * 1024,
  fileTimeoutMs: 30 * SECOND,
  /** How long a form's submission waits for the desk before it is acknowledged all the same: Slack gives 3 s. */
  ackWithinMs: 2 * SECOND,
  /** When a click is answered so late that a view holds its trigger, which is good for 3 s. */
  holdAfterMs: 1_200,
  /** How long it waits to know who somebody new is; a click that tells their workspace, for name and language alone. */
  personWaitMs: SECOND,
  strangerWaitMs: 400,
  homeBlocks: 100,
  /** Ours: what is said beside a field of a form. */
  errorChars: 500,
  /** How long it is remembered whether outsiders read along in a channel; an event tells sooner. */
  rememberSharedMs: MINUTE,
  /** Forms that wait for a press because nothing could open them. */
  pendingForms: 500,
} as const;

/** How long what is slow is waited for before people are answered without it, in ms; see `LIMITS`. */
export type Waits = Readonly<Record<'ackWithinMs' | 'holdAfterMs' | 'personWaitMs' | 'strangerWaitMs', number>>;
