import type { UserId } from '../hear/schema.ts';

/** The id we know somebody by: of the app where Feishu tells it, of the tenant or the developer where it does not. */
export function idOf(ids: UserId | undefined): string {
  return ids ? ids.open_id || ids.user_id || ids.union_id : '';
}

/** How Feishu calls this kind of id where it asks for one. */
export function idTypeOf(userId: string): 'open_id' | 'union_id' | 'user_id' {
  if (userId.startsWith('ou_')) return 'open_id';
  return userId.startsWith('on_') ? 'union_id' : 'user_id';
}
