import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { accountFor, type Account } from '../../server/platform/postgres/account.ts';
import { findBinaries, type Binaries } from '../../server/platform/postgres/binaries.ts';
import { SHARED_PLACE } from '../../server/platform/postgres/placement.ts';
import { environment } from '../../server/platform/postgres/postmaster.ts';
import { eventually } from './lock.ts';
import { query } from './postgres.ts';
import { freeze, signalAll } from './server-child.ts';
import { TcpProxy } from './tcp-proxy.ts';

const run = promisify(execFile);

/** One PostgreSQL of the pair. */
type Node = { data: string; port: number; process: ChildProcess };

/**
 * A PostgreSQL of the operator's own with a synchronous standby (docs/operations.md), of the programs that we come
 * with: a commit is answered when both have it on disk. `address` leads to whichever is the primary.
 */
export class ReplicatedPostgres {
  readonly #folder: string;
  readonly #account: Account;
  readonly #binaries: Binaries;
  /** Between the server and the primary: what a virtual address or a proxy does. */
  readonly #front: TcpProxy;
  /** Between the primary and its standby. */
  readonly wire: TcpProxy;
  #primary: Node;
  #standby: Node | undefined;

  private constructor(
    own: { folder: string; account: Account; binaries: Binaries },
    primary: Node,
    front: TcpProxy,
    wire: TcpProxy,
  ) {
    this.#folder = own.folder;
    this.#account = own.account;
    this.#binaries = own.binaries;
    this.#primary = primary;
    this.#front = front;
    this.wire = wire;
  }

  /** Starts both in a folder that other accounts may pass through. */
  static async start(folder: string): Promise<ReplicatedPostgres> {
    const account = await accountFor(join(folder, 'a'), 'postgres');
    const binaries = await findBinaries(account, SHARED_PLACE);
    const data = join(folder, 'a');
    await mkdir(data, { mode: 0o700 });
    if (account) await chown(data, account.uid, account.gid);
    const options = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C'];
    await run(binaries.initdb, options, { ...account, cwd: folder, env: environment() });
    const primary = await launch({ binaries, account, folder }, data);
    await atServer(primary, 'create role gongyi login');
    await atServer(primary, 'create database gongyi owner gongyi');
    const place = `postgres://127.0.0.1:${String(primary.port)}`;
    const pair = new ReplicatedPostgres(
      { folder, account, binaries },
      primary,
      await TcpProxy.before(place),
      await TcpProxy.before(place),
    );
    await pair.addStandby();
    return pair;
  }

  get address(): string {
    return this.#front.through('postgres://gongyi@127.0.0.1/gongyi');
  }

  /** Makes a standby of the primary; from then on commits wait for it. */
  async addStandby(): Promise<void> {
    const data = join(this.#folder, this.#primary.data.endsWith('a') ? 'b' : 'a');
    await rm(data, { recursive: true, force: true });
    const client = new pg.Client(urlOf(this.#primary));
    await client.connect();
    // A base backup as `pg_basebackup` makes it, which is not among the programs that we come with.
    await client.query(`select pg_backup_start('standby', true)`);
    await run('cp', ['-a', this.#primary.data, data]);
    const { rows } = await client.query<{ labelfile: string }>('select * from pg_backup_stop()');
    await client.end();
    await rm(join(data, 'postmaster.pid'));
    const upstream = new URL(this.wire.through('postgres://127.0.0.1'));
    const conninfo = `host=127.0.0.1 port=${upstream.port} user=postgres application_name=standby`;
    await this.#write(join(data, 'backup_label'), rows[0]?.labelfile ?? '');
    await this.#write(join(data, 'standby.signal'), '');
    await this.#write(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`);
    const own = { folder: this.#folder, account: this.#account, binaries: this.#binaries };
    this.#standby = await launch(own, data);
    await atServer(this.#primary, `alter system set synchronous_standby_names = 'standby'`);
    await atServer(this.#primary, 'select pg_reload_conf()');
    await eventually(async () => {
      const [row] = await query(urlOf(this.#primary), 'select sync_state from pg_stat_replication');
      return row?.['sync_state'] === 'sync';
    }, 60_000);
  }

  /** kill -9 of the primary, all its processes; then the standby takes its place and gets a new standby. */
  async failOver(): Promise<void> {
    const [killed, next] = [this.#primary, this.#standby];
    if (next === undefined) throw new Error('there is no standby');
    const ended = once(killed.process, 'close');
    signalAll(await freeze(killed.process.pid ?? 0), 'SIGKILL');
    await ended;
    this.#front.cut();
    this.wire.cut();
    await atServer(next, 'select pg_promote(true, 60)');
    this.#primary = next;
    for (const way of [this.#front, this.wire]) {
      way.leadTo(urlOf(next));
      way.restore();
    }
    await this.addStandby();
  }

  async stop(): Promise<void> {
    for (const node of [this.#standby, this.#primary]) {
      if (node === undefined || node.process.exitCode !== null) continue;
      const ended = once(node.process, 'close');
      node.process.kill('SIGQUIT');
      await ended;
    }
    await this.#front.close();
    await this.wire.close();
  }

  async #write(path: string, text: string): Promise<void> {
    await writeFile(path, text);
    await chmod(path, 0o600);
    if (this.#account) await chown(path, this.#account.uid, this.#account.gid);
  }
}

async function launch(
  { binaries, account, folder }: { binaries: Binaries; account: Account; folder: string },
  data: string,
): Promise<Node> {
  const port = await freePort();
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'on',
    synchronous_commit: 'on',
    wal_level: 'replica',
    wal_keep_size: '256MB',
    jit: 'off',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const process = spawn(binaries.postgres, ['-D', data, ...options], {
    ...account,
    cwd: folder,
    stdio: 'ignore',
    env: environment(),
  });
  await eventually(async () => {
    if (process.exitCode !== null) throw new Error('a PostgreSQL of the pair does not start');
    const lines = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
    return lines.split('\n')[7]?.trim() === 'ready';
  }, 60_000);
  return { data, port, process };
}

function urlOf({ port }: Node): string {
  return `postgres://postgres@127.0.0.1:${String(port)}/postgres`;
}

async function atServer(node: Node, statement: string): Promise<void> {
  await query(urlOf(node), statement);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
