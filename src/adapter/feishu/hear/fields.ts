/** A JSON object from outside, of which any field may be missing or of another type. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is text; otherwise empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
