/** Shorter ones would be found in every text. */
const shortest = 6;

const everyday =
  /^(?:HOME|OLDPWD|PWD|USER|LOGNAME|HOSTNAME|SHELL|TERM|LANG|LANGUAGE|EDITOR|LC_.*|NODE_ENV|.*PATH|XDG_.*)$/i;
const secretName = /secret|token|passw|passphrase|pwd|credential|auth|private|key(?:$|_)/i;

/** Texts in a line that stand in the environment and could be secrets, longest first. */
export function secretsIn(line: string, environment: NodeJS.ProcessEnv): readonly string[] {
  const found = Object.entries(environment).flatMap(([name, value = '']) =>
    everyday.test(name)
      ? []
      : formsOf(value).filter((form) => (secretName.test(name) ? line.includes(form) : isWordIn(line, form))),
  );
  return [...new Set(found)].toSorted((left, right) => right.length - left.length);
}

/** A value as it may stand in a text: its lines, the password in a URL or in `user:password`, all that encoded. */
function formsOf(value: string): readonly string[] {
  const lines = value.split(/[\r\n]+/).map((line) => line.trim());
  const parts = lines.flatMap((line) => [
    line,
    /^[^\s:/]+:([^\s/]+)$/.exec(line)?.[1] ?? '',
    passwordIn(line),
  ]);
  return parts.flatMap((one) => [one, encodeURIComponent(one)]).filter((one) => one.length >= shortest);
}

function passwordIn(text: string): string {
  try {
    return URL.canParse(text) ? decodeURIComponent(new URL(text).password) : '';
  } catch {
    return '';
  }
}

/** Of a variable whose name says nothing: a text of its own, and no path. */
function isWordIn(line: string, text: string): boolean {
  if (/^(?:\.{0,2}\/|~|[A-Za-z]:\\)/.test(text)) return false;
  const at = line.indexOf(text);
  if (at < 0) return false;
  const around = [line[at - 1] ?? ' ', line[at + text.length] ?? ' '];
  return around.every((character) => !/[\p{L}\p{N}_]/u.test(character));
}
