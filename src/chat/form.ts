/** The neutral form, for one person. A `submit` event with the same command answers it. */
export interface Form {
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  readonly title: string;
  readonly submit: string;
  /** Text above the fields, e.g. a preview; empty: none. */
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
  /** Words that find it in a search besides its label, such as its name in the other language. Not shown. */
  readonly also?: string;
}
