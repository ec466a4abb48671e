/**
 * Lexemes that stand for a person or a device rather than for a word of a text. No text has one: they begin with a sign
 * that `lexemesOf` drops.
 */

/** A person of the provider, by key: assignee, or author of an entry. */
export function personMark(key: string): string {
  return `@${key}`;
}

/** A person by their user on a platform: the reporter. */
export function userMark({ platform, userId }: { readonly platform: string; readonly userId: string }): string {
  return `@${platform}/${userId}`;
}

/** A device, by its key and its customer's. */
export function deviceMark(customer: string, device: string): string {
  return `~${customer}/${device}`;
}

/** A model of devices, of any customer. `model` is folded (`foldText`). */
export function modelMark(model: string): string {
  return `%${model}`;
}
