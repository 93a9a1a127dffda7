import type { LabUser } from '../lab/held.ts';
import type { Lab } from '../lab/lab.ts';

/** Members that ask for more rights or another identity than the sender has, by the name of the attempt. */
export function escalatingFields(
  lab: Lab,
  kindName: string,
  user: LabUser,
): readonly (readonly [name: string, fields: Readonly<Record<string, unknown>>])[] {
  const held = user.roles.get(user.tenant) ?? [];
  const names = [...new Set([...lab.model.credentials.values()].flatMap((kind) => kind.names))].filter(
    (name) => !held.includes(name),
  );
  const opened = (name: string) =>
    lab.model.operations.filter(({ security }) =>
      security.some((requirement) => [...requirement.values()].some((asked) => asked.includes(name))),
    ).length;
  const known = lab.model.credentials
    .get(kindName)
    ?.names.filter((name) => !held.includes(name))
    .toSorted((a, b) => opened(b) - opened(a))[0];
  const wished = known ?? names[0] ?? 'admin';
  const other = [...lab.users.values()].find(({ id }) => id !== user.id);
  return [
    ['a role', { role: wished, roles: [wished] }],
    [
      'scopes',
      { scope: names.join(' ') || '*', scopes: names.length === 0 ? ['*'] : names, permissions: ['*'] },
    ],
    ['an admin flag', { isAdmin: true, is_admin: true, admin: true }],
    ...(other === undefined
      ? []
      : [
          [
            'another user',
            { user_id: other.id, userId: other.id, sub: other.id, user: { id: other.id, role: wished } },
          ] as const,
        ]),
  ];
}
