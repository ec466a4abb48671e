/** The subject of a complaint's notices and cards. */
export function subjectOf(id: number): string {
  return `complaint/${id}`;
}

/** As people call it. */
export function complaintName(id: number): string {
  return `C-${id}`;
}

/** Reads a complaint's number as people write it: `C-3`, `c3`, `#3`, `3`; undefined when it is none. */
export function parseComplaintNumber(text: string): number | undefined {
  const match = /^(?:c-?|#)?(\d{1,9})$/i.exec(text.trim());
  const id = Number(match?.[1] ?? 0);
  return id > 0 ? id : undefined;
}
