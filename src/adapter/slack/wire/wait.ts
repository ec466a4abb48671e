/** How long what is slow is waited for before people are answered without it, in ms; see `LIMITS`. */
export type Waits = Readonly<Record<'ackWithinMs' | 'holdAfterMs' | 'personWaitMs' | 'strangerWaitMs', number>>;
