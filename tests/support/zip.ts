import { deflateRawSync } from 'node:zlib';

/** An archive of these parts; a part may claim to be another size than it is. */
export function zipOf(parts: readonly { name: string; data: Buffer; claimed?: number }[]): Buffer {
  const files: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, data, claimed = data.length } of parts) {
    const packed = deflateRawSync(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    for (const [header, at] of [
      [local, 8],
      [central, 10],
    ] as const) {
      header.writeUInt16LE(8, at);
      header.writeUInt32LE(packed.length, at + 10);
      header.writeUInt32LE(claimed, at + 14);
      header.writeUInt16LE(name.length, at + 18);
    }
    central.writeUInt32LE(offset, 42);
    files.push(local, Buffer.from(name), packed);
    entries.push(central, Buffer.from(name));
    offset += local.length + name.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, directory, end]);
}
