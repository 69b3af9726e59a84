import { COMMON } from './common.ts';

/** Why a password is not taken. */
export type Weakness = 'short' | 'digits' | 'repeats' | 'name' | 'common';
/** What whoever knows the account knows too: login name, the person's and the assembly's name. */
export type About = { loginName: string; names: readonly string[] };

const SHORTEST = 10;
/** So much has to be left of a password once everything is taken out that somebody would try first. */
const ENOUGH = 5;
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
];
/** Signs written for letters. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '0': 'o',
  $: 's',
  '5': 's',
  '1': 'i',
  '!': 'i',
};

/**
 * What makes a password easy to guess, undefined for one that isn't: too short, digits only (dates and phone numbers
 * are), a few characters repeated or keys that lie side by side, the account's own names, or words that head every
 * list of guesses. Looked at as it is folded for hashing (NFKC), in lower case and without blanks and signs.
 */
export function weakness(password: string, { loginName, names }: About): Weakness | undefined {
  const folded = password.normalize('NFKC').toLowerCase();
  const plain = folded.replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, '');
  if ([...plain].length < SHORTEST) {
    // Blanks count as little as they are seen: ten of them are none.
    return [...folded.trim()].length < SHORTEST ? 'short' : 'repeats';
  }
  if (/^[\d\p{P}\p{S}]+$/u.test(plain)) return 'digits';
  if (new Set(plain).size < 5 || /^(.{1,4})\1+.{0,3}$/u.test(plain)) return 'repeats';
  const bare = plain.replace(/[\p{P}\p{S}]/gu, '');
  if (left(bare, ROWS.flatMap(runsOf)) < ENOUGH) return 'repeats';
  const own = [loginName.replace(/@.*$/, ''), ...names]
    .map((name) =>
      name
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s\p{P}\p{S}]/gu, ''),
    )
    .filter((name) => [...name].length >= 2);
  if (left(bare, own) < ENOUGH) return 'name';
  const letters = plain.replace(/[@430$51!]/g, (sign) => LOOKALIKES[sign] ?? sign);
  for (const text of [bare, letters.replace(/[\p{P}\p{S}]/gu, '')]) {
    if (left(text, [...own, ...COMMON, ...ROWS.flatMap(runsOf)]) < ENOUGH) return 'common';
  }
  return undefined;
}

/** How many characters are left when all of these are taken out, and the digits that usually stand beside them. */
function left(text: string, pieces: readonly string[]): number {
  let rest = text;
  for (const piece of [...pieces].sort((a, b) => b.length - a.length)) {
    rest = rest.replaceAll(piece, ' ');
  }
  return [...rest.replace(/[\s\d]/g, '')].length;
}

/** Every run of four keys or more along a row, in both directions, the longest first. */
function runsOf(row: string): string[] {
  const runs: string[] = [];
  for (const line of [row, [...row].reverse().join('')]) {
    for (let length = line.length; length >= 4; length -= 1) {
      for (let at = 0; at + length <= line.length; at += 1) runs.push(line.slice(at, at + length));
    }
  }
  return runs;
}
