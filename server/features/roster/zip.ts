import { inflateRawSync } from 'node:zlib';

/** What the parts of a workbook may measure together once unpacked: ten times a roster of 20,000 rows. */
const MOST_UNPACKED = 64 * 1024 * 1024;

const END = 0x06054b50;
const END_ZIP64_LOCATOR = 0x07064b50;
const ENTRY = 0x02014b50;

/** Whether these bytes begin like a ZIP archive, which a workbook is. */
export function isZip(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .subarray(0, 4)
    .equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
}

/**
 * The parts of an archive whose names are wanted; undefined where it doesn't unpack to what it says, or to more than a
 * workbook may measure. Five megabytes can be made to unpack to five gigabytes; sizes that are only claimed are no
 * protection, so every part is unpacked into a buffer that can't grow beyond the rest of the allowance.
 */
export function partsOf(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Map<string, Buffer> | undefined {
  const found = new Map<string, Buffer>();
  const whole = unpack(bytes, (name, data) => {
    if (wanted(name)) found.set(name, data);
  });
  return whole ? found : undefined;
}

/** Unpacks part after part within the allowance; false as soon as one doesn't. */
function unpack(bytes: Uint8Array, take: (name: string, data: Buffer) => void): boolean {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(zip);
  if (end === undefined) return false;
  let rest = MOST_UNPACKED;
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 8); left > 0; left -= 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ENTRY) return false;
    const data = unpacked(zip, at, rest);
    if (data === undefined) return false;
    rest -= data.length;
    const name = zip.readUInt16LE(at + 28);
    take(zip.toString('utf8', at + 46, at + 46 + name), data);
    at += 46 + name + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return true;
}

/** Where the end record stands; undefined without one, and for archives beyond 4 GiB (ZIP64). */
function findEnd(zip: Buffer): number | undefined {
  for (let at = zip.length - 22; at >= 0 && at > zip.length - 22 - 65_536; at -= 1) {
    if (zip.readUInt32LE(at) !== END) continue;
    const zip64 = at >= 20 && zip.readUInt32LE(at - 20) === END_ZIP64_LOCATOR;
    return zip64 ? undefined : at;
  }
  return undefined;
}

/** What this entry holds; undefined when it lies about its size or exceeds `most`. */
function unpacked(zip: Buffer, entry: number, most: number): Buffer | undefined {
  const method = zip.readUInt16LE(entry + 10);
  const packed = zip.readUInt32LE(entry + 20);
  const claimed = zip.readUInt32LE(entry + 24);
  const local = zip.readUInt32LE(entry + 42);
  if (claimed > most || local + 30 > zip.length) return undefined;
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (start + packed > zip.length) return undefined;
  const raw = zip.subarray(start, start + packed);
  if (method === 0) return packed === claimed ? raw : undefined;
  if (method !== 8) return undefined;
  try {
    const data = inflateRawSync(raw, {
      maxOutputLength: Math.max(claimed, 1),
    });
    return data.length === claimed ? data : undefined;
  } catch {
    return undefined; // damaged, or larger than it claims
  }
}
