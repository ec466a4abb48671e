/** One replaced part of a repair request (C7), as written; what is not known is empty. */
export interface ReplacedPart {
  readonly name: string;
  readonly oldSerial: string;
  readonly newSerial: string;
  readonly quantity: string;
}

/**
 * Reads the replaced parts of a repair request: one part a line, `name; old serial; new serial; quantity`. Values are
 * separated by semicolons (also full-width), bars or tabs; a line without them is a name. Lines without text are left
 * out, and values after the fourth stay with it.
 */
export function replacedPartsOf(text: string): ReplacedPart[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', oldSerial = '', newSerial = '', ...rest] = line.split(/[;；|｜\t]/).map((value) => value.trim());
    if (line.trim() === '') return [];
    return [{ name, oldSerial, newSerial, quantity: rest.filter(Boolean).join(' ') }];
  });
}
