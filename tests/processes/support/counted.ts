import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to PostgreSQL on which statements are counted. */
export type Counted = {
  /** The database's address by this way. */
  url: string;
  /** How many statements with the words passed so far. */
  count: () => number;
  close: () => Promise<void>;
};

/** Counts the statements that hold `words` on their way to the database at `url`. */
export async function countStatements(url: string, words: string): Promise<Counted> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let passed = 0;
  const server = createServer((client) => {
    const database = connect(Number(port), hostname);
    let rest = '';
    client.on('data', (chunk: Buffer) => {
      const text = rest + chunk.toString('latin1');
      passed += text.split(words).length - 1;
      // Words that are cut in two by the end of a chunk count once, with the next.
      rest = text.slice(text.lastIndexOf(words) + 1).slice(1 - words.length);
      database.write(chunk);
    });
    database.on('data', (chunk: Buffer) => client.write(chunk));
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const by = new URL(url);
  by.hostname = '127.0.0.1';
  by.port = String((server.address() as AddressInfo).port);
  return {
    url: by.href,
    count: () => passed,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
