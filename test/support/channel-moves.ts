/** Keeps where channels went, as long as the test lasts. */
export function keepMoves() {
  const moves = new Map<string, string>();
  return { list: async () => new Map(moves), add: async (knownAs: string, id: string) => void moves.set(knownAs, id) };
}
