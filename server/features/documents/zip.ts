import { crc32 } from 'node:zlib';
import { withoutForbidden } from '../../contract/common/file-name.ts';

/** File names in UTF-8, and no sizes before they are known. */
const UTF8 = 1 << 11;
const VERSION = 20;

export type Part = { name: string; data: Buffer };

/**
 * A ZIP archive of these parts, sent part by part: nobody waits for the last, and only one is held at a time. Stored
 * as they are, since DOCX and PDF are compressed already.
 */
export async function* zipOf(parts: AsyncIterable<Part>, at: Date): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { name, data } of parts) {
    const path = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(UTF8, 2);
    common.writeUInt16LE(0, 4); // stored
    common.writeUInt32LE(dosTime(at), 6);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([signature(0x04034b50), common, path]);
    const position = Buffer.alloc(14);
    position.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature(0x02014b50), word(VERSION), common, position, path]));
    offset += local.length + data.length;
    yield local;
    yield data;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  yield Buffer.concat([entries, signature(0x06054b50), end]);
}

/** Date and time as MS-DOS wrote them, of Beijing, in steps of two seconds. */
function dosTime(at: Date): number {
  const there = new Date(at.getTime() + 8 * 3_600_000);
  const time =
    (there.getUTCHours() << 11) | (there.getUTCMinutes() << 5) | (there.getUTCSeconds() >> 1);
  const date =
    ((there.getUTCFullYear() - 1980) << 9) | ((there.getUTCMonth() + 1) << 5) | there.getUTCDate();
  return ((date << 16) | time) >>> 0;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value, 0);
  return bytes;
}

/** A title as the name of a file or folder in the archive: no dot at its end, not too long, never empty. */
export function inFileName(title: string): string {
  const plain = withoutForbidden(title).replace(/\.+$/, '');
  return [...plain].slice(0, 60).join('') || '文书';
}
