import type { LifecycleVerb, Operation } from '../../spec/model.ts';
import type { Call, Outcome, Refused } from '../call.ts';
import { issue } from './issue.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { listCredentials, readCredential, updateCredential } from './manage-credentials.ts';
import { createMembership, deleteMembership, listMembers, readMembership } from './memberships.ts';
import { createRecord, deleteRecord, listRecords, readRecord, updateRecord } from './records.ts';
import { refresh } from './refresh.ts';
import { revoke } from './revoke.ts';
import { rotate } from './rotate.ts';
import { createTenant, deleteTenant, listTenants, readTenant, updateTenant } from './tenants.ts';
import { createUser, deleteUser, listUsers, readUser, updateUser } from './users.ts';

/** Does the event, or says why it may not happen. Checks and writes of one event are one synchronous step. */
export type Action = (call: Call) => Outcome | Refused | Promise<Outcome | Refused>;

type Actions = Partial<Record<LifecycleVerb, Action>>;

const table: Readonly<Record<Operation['objectKind'], Actions>> = {
  credential: {
    issue,
    create: issue,
    list: listCredentials,
    read: readCredential,
    update: updateCredential,
    revoke,
    delete: revoke,
    rotate,
    login,
    refresh,
    logout,
  },
  user: { create: createUser, list: listUsers, read: readUser, update: updateUser, delete: deleteUser },
  membership: {
    create: createMembership,
    list: listMembers,
    read: readMembership,
    update: createMembership,
    delete: deleteMembership,
  },
  tenant: {
    create: createTenant,
    list: listTenants,
    read: readTenant,
    update: updateTenant,
    delete: deleteTenant,
  },
  record: {
    create: createRecord,
    list: listRecords,
    read: readRecord,
    update: updateRecord,
    delete: deleteRecord,
  },
};

export function actionFor(operation: Operation): Action | undefined {
  return table[operation.objectKind][operation.verb];
}
