/** Asks a person one question after the other. Every question has an answer that counts if they only press Enter. */
export interface Asker {
  /** `refuse` says in words what is wrong with a text; undefined: nothing. */
  text(question: string, preset: string, refuse: (text: string) => string | undefined): Promise<string>;
  choice<Value extends string>(question: string, options: readonly Option<Value>[], preset: Value): Promise<Value>;
  yesNo(question: string, preset: boolean): Promise<boolean>;
}

interface Option<Value> {
  readonly value: Value;
  readonly label: string;
}

/** Thrown by an asker when the person stops (Ctrl-C). */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

/** Answers every question as a person does who only presses Enter (`--yes`). */
export const ENTER_ALWAYS: Asker = {
  text: async (_question, preset) => preset,
  choice: async (_question, _options, preset) => preset,
  yesNo: async (_question, preset) => preset,
};
