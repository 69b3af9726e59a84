/** A piece of XML or HTML. Names are without their prefix and small. */
export type Token =
  | { kind: 'open'; name: string; attributes: string; empty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

const PIECE =
  /<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<[?!][^>]*>|<\/([^\s>]+)[^>]*>|<([A-Za-z_][^\s/>]*)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)|</g;

/** The pieces of a text, one after the other. What is malformed is passed over: a sheet is read as far as it goes. */
export function* tokens(xml: string): Generator<Token> {
  for (const [, data, close, open, attributes = '', empty, text] of xml.matchAll(PIECE)) {
    if (text !== undefined) yield { kind: 'text', text: decoded(text) };
    else if (open !== undefined) {
      yield { kind: 'open', name: localName(open), attributes, empty: empty === '/' };
    } else if (close !== undefined) yield { kind: 'close', name: localName(close) };
    else if (data !== undefined) yield { kind: 'text', text: data };
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

/** What an attribute says, whatever its prefix; '' without it. */
export function attribute(attributes: string, name: string): string {
  const pattern = new RegExp(
    `(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`,
    'i',
  );
  const value = pattern.exec(attributes);
  return decoded(value?.[1] ?? value?.[2] ?? value?.[3] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: '\u00A0',
  middot: '·',
  bull: '•',
};

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, named?: string) => {
      if (named !== undefined) return ENTITIES[named] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
