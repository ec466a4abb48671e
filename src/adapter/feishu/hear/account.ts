import type { AccountState } from '../../../chat/adapter.ts';
import { type FeishuClient, pathOf } from '../wire/client.ts';
import { codeOf } from '../wire/failure.ts';
import { bareUserId, idTypeOf } from '../wire/person-id.ts';
import { Account, type AccountStatus } from './schema.ts';

/** Whether an account is suspended, or its owner left the organisation. */
export function isGone({ is_frozen, is_resigned, is_exited }: AccountStatus): boolean {
  return is_frozen === true || is_resigned === true || is_exited === true;
}

/** Feishu's codes for an id that no account has. */
const NO_ACCOUNT: readonly (number | undefined)[] = [99992351, 41012];

/**
 * Looks an account up in the directory. Feishu says the same of a person whom our app may not see and of one who does not
 * exist: that is `unknown`, and so is an account without a status, for which a scope is needed. Never throws.
 */
export async function findAccount(client: FeishuClient, userId: string): Promise<AccountState> {
  const id = bareUserId(userId);
  try {
    const options = { params: { user_id_type: idTypeOf(id) } };
    const { data } = Account.safeParse(await client.call('GET', pathOf`contact/v3/users/${id}`, options));
    const status = data?.user.status;
    if (!status) return 'unknown';
    return isGone(status) ? 'gone' : 'active';
  } catch (cause) {
    return NO_ACCOUNT.includes(codeOf(cause)) ? 'gone' : 'unknown';
  }
}
