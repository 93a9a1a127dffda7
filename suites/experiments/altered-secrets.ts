/** Texts that are close to a secret and are not it. What cannot be made from a given secret is left out. */
export function alteredSecrets(secret: string): readonly (readonly [form: string, text: string])[] {
  const flipped = flipLastLetter(secret);
  const swapped = swapLastPair(secret);
  return [
    ['last character dropped', secret.slice(0, -1)],
    ['first character dropped', secret.slice(1)],
    ['one character more', `${secret}A`],
    ['doubled', secret + secret],
    ...(flipped === undefined ? [] : [['letter case flipped', flipped] as const]),
    ...(swapped === undefined ? [] : [['two characters swapped', swapped] as const]),
    ['first half', secret.slice(0, Math.ceil(secret.length / 2))],
  ];
}

/** A text of the same shape that was never given out: every letter and digit of the last half replaced by another of its class. */
export function sameShape(secret: string): string {
  const from = Math.floor(secret.length / 2);
  return secret.slice(0, from) + [...secret.slice(from)].map(nextOfClass).join('');
}

/** Position of the last letter that has another case; it lies in the secret part of pairs and not in a signature's last character. */
function flipLastLetter(text: string): string | undefined {
  for (let index = text.length - 2; index >= 0; index -= 1) {
    const letter = text.charAt(index);
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    if (/[A-Za-z]/.test(letter)) return text.slice(0, index) + other + text.slice(index + 1);
  }
  return undefined;
}

function swapLastPair(text: string): string | undefined {
  for (let index = text.length - 3; index >= 0; index -= 1) {
    const [a, b] = [text.charAt(index), text.charAt(index + 1)];
    if (a !== b && /\w/.test(a) && /\w/.test(b)) return text.slice(0, index) + b + a + text.slice(index + 2);
  }
  return undefined;
}

function nextOfClass(letter: string): string {
  if (/[0-9]/.test(letter)) return String((Number(letter) + 3) % 10);
  // Within a–f and A–F, so that hexadecimal stays hexadecimal.
  if (/[a-f]/.test(letter)) return 'bcdefa'.charAt('abcdef'.indexOf(letter));
  if (/[A-F]/.test(letter)) return 'BCDEFA'.charAt('ABCDEF'.indexOf(letter));
  if (/[g-z]/.test(letter)) return letter === 'z' ? 'g' : String.fromCharCode(letter.charCodeAt(0) + 1);
  if (/[G-Z]/.test(letter)) return letter === 'Z' ? 'G' : String.fromCharCode(letter.charCodeAt(0) + 1);
  return letter;
}

/** What careless clients send in place of a credential, and what careless servers compare with. */
export const junk: readonly (readonly [name: string, text: string])[] = [
  ['null', 'null'],
  ['undefined', 'undefined'],
  ['true', 'true'],
  ['false', 'false'],
  ['0', '0'],
  ['NaN', 'NaN'],
  ['[object Object]', '[object Object]'],
  ['%00', '%00'],
  ['*', '*'],
  ['%', '%'],
  ['../', '../'],
  ["' OR 1=1--", "' OR 1=1--"],
  ['{}', '{}'],
  ['test', 'test'],
  ['admin', 'admin'],
];
