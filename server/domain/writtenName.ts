/**
 * A name written in (另选他人) as it goes into the box, so that what looks like one name is one: without signs that
 * nobody sees, which could also turn letters around on the projector, without spaces at the ends and those that only
 * pad a Chinese name, and composed. Empty where nothing is left.
 */
export function writtenName(name: string): string {
  const seen = name
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
    .normalize('NFC');
  return /^[\p{Script=Han}\s·]+$/u.test(seen) ? seen.replaceAll(/\s/g, '') : seen;
}
