/** A person's ids as Feishu sends them; one that is not told is empty. */
export interface PersonIds {
  readonly open_id: string;
  readonly user_id: string;
  readonly union_id: string;
}

/** The id by which we know a person: open_id, else user_id, else union_id; empty if there is none. */
export function idOf(ids: PersonIds | undefined): string {
  return ids ? ids.open_id || ids.user_id || ids.union_id : '';
}

/** Feishu's name for the kind of an id, for `user_id_type`. */
export function idTypeOf(userId: string): 'open_id' | 'union_id' | 'user_id' {
  if (userId.startsWith('ou_')) return 'open_id';
  return userId.startsWith('on_') ? 'union_id' : 'user_id';
}

/** Removes the tenant that service books may write before a person's id: `tenant/ou_1` → `ou_1`. */
export function bareUserId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
