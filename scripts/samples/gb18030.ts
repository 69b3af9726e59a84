/**
 * Text as GB18030, for sample files and tests (Node decodes this encoding but doesn't write it). ASCII and
 * the two-byte characters, which hold everything that is common in Chinese; anything else is refused.
 */
export function encodeGb18030(text: string): Buffer {
  table ??= twoByteTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = table.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(...pair);
    else throw new Error(`${character} has no two-byte form in GB18030`);
  }
  return Buffer.from(bytes);
}

let table: Map<string, readonly [number, number]> | undefined;

function twoByteTable(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder('gb18030');
  const made = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      made.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  return made;
}
