import type { AuthModel } from '../../../spec/model.ts';
import { type Call, defaultStages, type MockOptions } from '../../index.ts';
import { isPasswordLogin } from './applies.ts';
import { bodyOf, memberFor } from './request-body.ts';

/** A server that changes the body of a login before it looks at it. */
export function beforeLogin(change: (call: Call) => void): Partial<MockOptions> {
  return {
    stages: {
      validate: (call) => {
        if (call.operation && isPasswordLogin(call.operation.operation)) change(call);
        return defaultStages.validate(call);
      },
    },
  };
}

/** A login that takes what is given for the password if the flawed comparison is content with it. */
export function takingForRight(
  model: AuthModel,
  isContent: (given: unknown, right: string) => boolean,
): Partial<MockOptions> {
  return beforeLogin((call) => {
    const body = bodyOf(call);
    const password = memberFor(call, 'user.password');
    const email = body[memberFor(call, 'user.email')];
    const user = [...model.fixtures.users.values()].find((one) => one.email === email);
    if (user !== undefined && isContent(body[password], user.password)) body[password] = user.password;
  });
}
