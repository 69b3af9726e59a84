import { argon2, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { CODE_DIGITS } from '../contract/sign-in/schemas.ts';
import type { World } from './clock.ts';

const hash = promisify(argon2);

/** Argon2id with the parameters OWASP names for interactive sign-in: 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { memory: 19 * 1024, passes: 2, parallelism: 1, tagLength: 32 } as const;

async function tagOf(password: string, nonce: Buffer): Promise<Buffer> {
  return hash('argon2id', { message: password.normalize('NFKC'), nonce, ...PARAMETERS });
}

/** Hashes a password for storage, in the usual `$argon2id$v=19$…` notation. */
export async function hashPassword(password: string, world: World): Promise<string> {
  const nonce = world.bytes(16);
  const tag = await tagOf(password, nonce);
  const { memory, passes, parallelism } = PARAMETERS;
  const b64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${String(memory)},t=${String(passes)},p=${String(parallelism)}$${b64(nonce)}$${b64(tag)}`;
}

/**
 * Whether `password` fits `stored`. With no stored hash it works just as long before it says no, so that
 * the time of the answer doesn't tell which names exist.
 */
export async function passwordFits(password: string, stored: string | undefined): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$([^$]+)\$([^$]+)$/.exec(stored ?? '');
  const nonce = match?.[1] === undefined ? Buffer.alloc(16) : Buffer.from(match[1], 'base64');
  const tag = await tagOf(password, nonce);
  if (match?.[2] === undefined) return false;
  const expected = Buffer.from(match[2], 'base64');
  return expected.length === tag.length && timingSafeEqual(expected, tag);
}

/** A session token or set-up token: 256 random bits. Only its hash is stored. */
export function newToken(world: World): string {
  return world.bytes(32).toString('base64url');
}

/** What is stored of a token. 256 random bits need no salt. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A hash that only whoever has the deployment's key can make. */
export function keyed(key: Buffer, of: Buffer | string): Buffer {
  return createHmac('sha256', key).update(of).digest();
}

/**
 * What is stored of a code that people type: it has fewer bits than a token, so it is keyed, and a copy of the
 * database alone gives nothing to try codes against.
 */
export function codeHash(key: Buffer, code: string): Buffer {
  return keyed(key, tokenHash(normaliseCode(code)));
}

/** A card's printed code: sixteen digits, 53 random bits (docs/secrecy.md has the arithmetic). */
export function newCardCode(world: World): string {
  const code = world.bytes(8).readBigUInt64BE() % 10n ** BigInt(CODE_DIGITS);
  return code.toString().padStart(CODE_DIGITS, '0');
}

/** The secret of a card's link, which works once: 128 random bits. */
export function newLinkSecret(world: World): string {
  return world.bytes(16).toString('base64url');
}

/** What the login names of an assembly end with: @ and five letters and digits that nothing is read into. */
export function newLoginSuffix(world: World): string {
  const letters = 'bcdfghjkmnpqrstvwxz23456789';
  return `@${[...world.bytes(5)].map((byte) => letters[byte % letters.length]).join('')}`;
}

/** A pairing code shown on a projector for a few minutes: six digits. */
export function newPairingCode(world: World): string {
  return String(world.bytes(6).readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/**
 * Brings what somebody typed into the form that was hashed: full-width digits folded, no spaces or dashes. Cards from
 * before codes were digits only have letters: capitals, O→0, I and L→1.
 */
export function normaliseCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}
