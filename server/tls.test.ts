import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { selfSigned } from '../tests/support/certificate.ts';
import { freshDatabase, type FreshDatabase } from '../tests/support/database.ts';
import { startApp } from '../tests/support/app.ts';
import { readConfig, type Config } from './config.ts';
import { realWorld } from './platform/clock.ts';
import { listen, type Listening } from './serve.ts';
import { warningsOf } from './warnings.ts';

function config(env: Record<string, string>): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.error.join());
  return read.value;
}

describe('TLS_CERT and TLS_KEY', () => {
  let folder: string;
  let database: FreshDatabase;
  const said: string[] = [];
  const file = (name: string): string => join(folder, name);
  const env = (): Record<string, string> => ({
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'silent',
    TLS_CERT: file('cert.pem'),
    TLS_KEY: file('key.pem'),
  });
  const place = async ({ cert, key }: { cert: string; key: string }): Promise<void> => {
    await writeFile(file('cert.pem'), cert);
    await writeFile(file('key.pem'), key);
  };
  const start = () =>
    listen(config(env()), realWorld, { url: database.url, say: (line) => said.push(line) });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyi-tls-'));
    database = await freshDatabase();
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  /** Whose certificate the server shows, and with which protocol. */
  function shown(port: number): Promise<{ name: string | undefined; protocol: string | null }> {
    return new Promise((resolve, reject) => {
      const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
        const name = socket.getPeerCertificate().subject.CN;
        resolve({ name: Array.isArray(name) ? name[0] : name, protocol: socket.getProtocol() });
        socket.destroy();
      });
      socket.on('error', reject);
    });
  }

  /** Opens a socket: that it opened, or the status with which it was refused. */
  function knock(port: number, origin: string): Promise<unknown> {
    return new Promise((resolve) => {
      const socket = new WebSocket(`wss://127.0.0.1:${String(port)}/api/socket?seat=tablet`, {
        rejectUnauthorized: false,
        origin,
      });
      socket.on('unexpected-response', (_request, { statusCode }) => {
        resolve(statusCode);
      });
      socket.on('error', () => undefined);
      socket.on('open', () => {
        resolve('open');
        socket.close();
      });
    });
  }

  it('serve https and wss, and take a renewed certificate without a restart', async () => {
    await place(selfSigned('first'));
    const started = await start();
    if (!started.ok) throw new Error(started.error);
    const { port, renew, stop } = started.value satisfies Listening;
    try {
      expect(await shown(port)).toEqual({ name: 'first', protocol: 'TLSv1.3' });
      // A device is heard in its own origin; a page that came over http is not.
      expect(await knock(port, `https://127.0.0.1:${String(port)}`)).toBe('open');
      expect(await knock(port, `http://127.0.0.1:${String(port)}`)).toBe(403);
      await place(selfSigned('second'));
      await renew();
      expect(await shown(port)).toMatchObject({ name: 'second' });
      // A broken one changes nothing.
      await place({ ...selfSigned('third'), key: selfSigned('other').key });
      await renew();
      expect(said.at(-1)).toContain('TLS_KEY');
      expect(await shown(port)).toMatchObject({ name: 'second' });
    } finally {
      await stop();
    }
  });

  it('that don’t go together keep it from starting, with a sentence', async () => {
    await place({ ...selfSigned('one'), key: selfSigned('two').key });
    const started = await start();
    expect(started).toMatchObject({ ok: false, error: expect.stringContaining('私钥') as string });
  });

  it('come both or not at all', () => {
    expect(readConfig({ TLS_CERT: 'cert.pem' })).toEqual({
      ok: false,
      error: ['TLS_CERT and TLS_KEY: give both, or neither'],
    });
  });
});

describe('people who reach the server over https', () => {
  it('get cookies that only go so, and nobody signs in past the encryption', async () => {
    const t = await startApp({ publicOrigin: 'https://vote.example.cn' });
    try {
      // The proxy has forgotten X-Forwarded-Proto: to the server it looks like http.
      const from = (origin: string) =>
        t.app.inject({
          method: 'POST',
          url: '/api/screens',
          headers: { origin, host: 'hall.test' },
        });
      const inside = await from('https://vote.example.cn');
      expect(inside.statusCode).toBe(200);
      expect(inside.headers['set-cookie']).toContain('; Secure');
      const past = await from('http://hall.test');
      expect(past.statusCode).toBe(403);
      expect(past.headers['set-cookie']).toBeUndefined();
    } finally {
      await t.close();
    }
  });
});

describe('what is dangerous is said at the start', () => {
  it.each([
    [{}, ['plain http']],
    [{ TRUST_PROXY: '1' }, ['plain http', 'TRUST_PROXY']],
    [{ TRUST_PROXY: '1', PUBLIC_ORIGIN: 'https://vote.example.cn' }, ['TRUST_PROXY']],
    [{ TRUST_PROXY: '1', PUBLIC_ORIGIN: 'https://vote.example.cn', HOST: '127.0.0.1' }, []],
    [{ TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' }, []],
    [{ PUBLIC_ORIGIN: 'http://vote.example.cn' }, ['plain http']],
    [{ HOST: '127.0.0.1' }, []],
  ] as [Record<string, string>, string[]][])('%j', (env, expected) => {
    const warnings = warningsOf(config(env));
    expect(warnings).toHaveLength(expected.length);
    for (const [index, word] of expected.entries()) expect(warnings[index]).toContain(word);
  });
});
