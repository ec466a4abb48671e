/** The neutral form: asked of one person, answered by a `submit` event that names the same command. */
export interface Form {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  readonly title: string;
  readonly submit: string;
  /** Shown above the fields, e.g. a preview; empty: nothing. */
  readonly intro: string;
  readonly fields: readonly FormField[];
}

export type FormField = FormFieldBase &
  (
    | { readonly kind: 'line' | 'text'; readonly maxLength: number }
    | { readonly kind: 'choice'; readonly options: readonly FormOption[] }
    | { readonly kind: 'datetime' }
  );

interface FormFieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly required: boolean;
  readonly initial: string;
}

export interface FormOption {
  readonly value: string;
  readonly label: string;
}
