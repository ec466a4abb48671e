/** Signs that leave no ink: blanks, zero-width and direction marks, soft hyphens, Hangul fillers, the empty Braille cell. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cf}\p{Cc}\u2800]/u;

/** Whether a reader sees anything of the text. A text that no one sees counts as empty. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}
