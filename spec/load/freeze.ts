/** Freezes a value and everything in it, and makes its maps read-only. Returns it. */
export function deepFreeze<T>(value: T): T {
  freeze(value, new Set());
  return value;
}

function freeze(value: unknown, seen: Set<unknown>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Map) {
    for (const [key, item] of value) {
      freeze(key, seen);
      freeze(item, seen);
    }
    for (const method of ['set', 'delete', 'clear']) Object.defineProperty(value, method, { value: refuse });
  } else for (const item of Object.values(value)) freeze(item, seen);
  Object.freeze(value);
}

/** `Object.freeze` does not reach the entries of a Map. */
function refuse(): never {
  throw new TypeError('The model is frozen: make a changed copy instead.');
}
