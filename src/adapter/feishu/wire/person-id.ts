/** A person's ids as Feishu sends them; an id that it does not tell is empty. */
export interface PersonIds {
  readonly open_id: string;
  readonly user_id: string;
  readonly union_id: string;
}

/** The id we know somebody by: of the app where Feishu tells it, of the tenant or the developer where it does not. */
export function idOf(ids: PersonIds | undefined): string {
  return ids ? ids.open_id || ids.user_id || ids.union_id : '';
}

/** How Feishu calls this kind of id where it asks for one. */
export function idTypeOf(userId: string): 'open_id' | 'union_id' | 'user_id' {
  if (userId.startsWith('ou_')) return 'open_id';
  return userId.startsWith('on_') ? 'union_id' : 'user_id';
}

/** People's ids may carry their tenant in front (`tenant/ou_1`), as service books may write them. */
export function bareUserId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
