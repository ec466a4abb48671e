import type { Reply } from './chat/reply.ts';
import type { Outcome } from './command/dispatch.ts';
import type { Fact } from './desk/desk.ts';
import type { House } from './house.ts';
import { createIntake, type Intake } from './intake/intake.ts';
import type { IntakeParts } from './intake/parts.ts';
import { silentMeter } from './lib/meter.ts';

export interface IntakeWiring
  extends Pick<IntakeParts, 'database' | 'adapters' | 'clock' | 'log' | 'limits' | 'meter'> {
  /** Told of what turns wrote, after their commit. */
  readonly onFact?: (fact: Fact) => Promise<void>;
}

/** The intake in front of a house: what adapters hear is stored there, then worked by its dispatch. */
export function wireIntake(house: House, { onFact = async () => {}, ...parts }: IntakeWiring): Intake {
  const { time } = parts.meter ?? silentMeter;
  const turn = { is: 'turn', by: 'people' } as const;
  const tell = async (outcomes: readonly Outcome[]): Promise<(readonly Reply[])[]> => {
    // The turns are committed: what fails here takes no answer from the people who asked.
    const report = (error: unknown) => parts.log.error({ err: error }, 'intake.fact-not-told');
    for (const { facts } of outcomes) for (const fact of facts) await onFact(fact).catch(report);
    return outcomes.map(({ replies }) => replies);
  };
  return createIntake({
    ...parts,
    dispatch: async (events) => tell(await time(turn, () => house.dispatchAll(events))),
    hear: async (event) => (await tell([await time(turn, () => house.dispatch(event))]))[0] ?? [],
    faultReplies: (event, error) => house.faulted(event, error).replies,
    apologize: house.apologize,
  });
}
