/** Values at a JSON pointer in which `*` is any array element. `` is the whole document. */
export function valuesAt(document: unknown, pointer: string): readonly unknown[] {
  const steps = pointer === '' ? [] : pointer.slice(1).split('/').map(unescapeStep);
  let found: unknown[] = [document];
  for (const step of steps) {
    found = found.flatMap((value) => {
      if (step === '*') return Array.isArray(value) ? value : [];
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [];
      return [Reflect.get(value, step)];
    });
  }
  return found;
}

/** A copy of the document with the value set; objects on the way are made as needed. `*` is the first element. */
export function withValueAt(document: unknown, pointer: string, value: unknown): unknown {
  if (pointer === '') return value;
  const [step = '', ...rest] = pointer.slice(1).split('/').map(unescapeStep);
  const inner =
    rest.length === 0
      ? ''
      : `/${rest.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
  if (step === '*') {
    const items = Array.isArray(document) ? [...document] : [];
    items[0] = withValueAt(items[0], inner, value);
    return items;
  }
  const object =
    typeof document === 'object' && document !== null && !Array.isArray(document) ? document : {};
  return { ...object, [step]: withValueAt(Reflect.get(object, step), inner, value) };
}

/** A copy of the document without the member that the pointer names. */
export function withoutValueAt(document: unknown, pointer: string): unknown {
  if (typeof document !== 'object' || document === null || pointer === '') return document;
  const [step = '', ...rest] = pointer.slice(1).split('/');
  const name = unescapeStep(step);
  if (rest.length === 0) return Object.fromEntries(Object.entries(document).filter(([key]) => key !== name));
  return { ...document, [name]: withoutValueAt(Reflect.get(document, name), `/${rest.join('/')}`) };
}

function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
