/** Matches request paths against path templates: exactly, on decoded segments, literals before parameters. */
export interface Match<Route> {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export class Router<Route> {
  readonly #exact = new Map<string, Match<Route>>();
  /** By the whole path as it is written, where that is its canonical spelling. */
  readonly #written = new Map<string, Match<Route>>();
  readonly #byLength = new Map<number, Template<Route>[]>();

  add(template: string, route: Route): void {
    const segments = template.split('/').slice(1);
    if (!template.includes('{')) {
      const match: Match<Route> = { route, params: {} };
      this.#exact.set(segments.join('/'), match);
      if (decodeSegments(template)?.join('/') === template.slice(1)) this.#written.set(template, match);
      return;
    }
    const entry = { route, segments: segments.map(compileSegment) };
    const same = this.#byLength.get(segments.length) ?? [];
    same.push(entry);
    same.sort((a, b) => literals(b) - literals(a));
    this.#byLength.set(segments.length, same);
  }

  /** Undefined for every spelling that is not the canonical one: empty and dot segments, encoded slashes, other case. */
  match(path: string): Match<Route> | undefined {
    const written = this.#written.get(path);
    if (written !== undefined) return written;
    const segments = decodeSegments(path);
    if (!segments) return undefined;
    const exact = this.#exact.get(segments.join('/'));
    if (exact !== undefined) return exact;
    for (const template of this.#byLength.get(segments.length) ?? []) {
      const params = matchSegments(template.segments, segments);
      if (params) return { route: template.route, params };
    }
    return undefined;
  }
}

type Segment = string | { readonly pattern: RegExp; readonly names: readonly string[] };
interface Template<Route> {
  readonly route: Route;
  readonly segments: readonly Segment[];
}

function literals(template: Template<unknown>): number {
  return template.segments.filter((segment) => typeof segment === 'string').length;
}

function compileSegment(segment: string): Segment {
  if (!segment.includes('{')) return segment;
  const names: string[] = [];
  const source = segment.split(/(\{[^}]+\})/).map((part) => {
    if (!part.startsWith('{')) return RegExp.escape(part);
    names.push(part.slice(1, -1));
    return '(.+)';
  });
  return { pattern: new RegExp(`^${source.join('')}$`, 'su'), names };
}

function matchSegments(
  template: readonly Segment[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, wanted] of template.entries()) {
    const given = segments[index] ?? '';
    if (typeof wanted === 'string') {
      if (wanted !== given) return undefined;
      continue;
    }
    const found = wanted.pattern.exec(given);
    if (!found) return undefined;
    wanted.names.forEach((name, position) => {
      params[name] = found[position + 1] ?? '';
    });
  }
  return params;
}

function decodeSegments(path: string): readonly string[] | undefined {
  if (!path.startsWith('/')) return undefined;
  if (path === '/') return [''];
  const segments: string[] = [];
  for (const raw of path.split('/').slice(1)) {
    const segment = raw.includes('%') ? decode(raw) : raw;
    if (segment === undefined || segment === '' || segment === '.' || segment === '..') return undefined;
    if (segment.includes('/') || segment.includes('\\')) return undefined;
    for (let index = 0; index < segment.length; index++) if (segment.charCodeAt(index) < 32) return undefined;
    segments.push(segment);
  }
  return segments;
}

function decode(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}
