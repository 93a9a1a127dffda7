/** No API nests deeper; what walks through values may recurse that far. */
const deepestNesting = 100;

/** JSON of a target. Undefined if it is none, or nested beyond what any reader here would stand. */
export function parseBounded(text: string): unknown {
  if (text.length > deepestNesting && nestsTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) at = closingQuote(text, at);
    else if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > deepestNesting) return true;
    } else if (unit === 0x5d || unit === 0x7d) depth -= 1;
  }
  return false;
}

/** The place of the quote that ends the string which begins here; the end of the text if none does. */
function closingQuote(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
}
