import type { Readable, Writable } from 'node:stream';
import { type Asker, Cancelled } from './asker.ts';

/** Where a person reads and types. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/** An asker on a terminal. What it needs is loaded here, as no other command asks questions. */
export async function askOnTerminal(terminal: Terminal): Promise<Asker> {
  const clack = await import('@clack/prompts');
  const given = <Answer>(answer: Answer): Exclude<Answer, symbol> => {
    if (clack.isCancel(answer)) throw new Cancelled();
    return answer as Exclude<Answer, symbol>;
  };
  return {
    text: async (message, preset, refuse) => {
      const answer = await clack.text({
        ...terminal,
        message,
        placeholder: preset,
        defaultValue: preset,
        // Nothing typed is the preset, which needs no check.
        validate: (typed) => (typed?.trim() ? refuse(typed.trim()) : undefined),
      });
      return given(answer).trim() || preset;
    },
    choice: async (message, options, initialValue) =>
      given(
        await clack.select<string>({ ...terminal, message, options: [...options], initialValue }),
      ) as typeof initialValue,
    yesNo: async (message, initialValue) => given(await clack.confirm({ ...terminal, message, initialValue })),
  };
}
