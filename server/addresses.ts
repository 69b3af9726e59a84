import type { Config } from './config.ts';
import { newSetupLink } from './features/setup/setup.service.ts';
import type { World } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import { hallHosts } from './platform/hosts.ts';

/** What the operator is told of a server that runs. */
export type Addresses = {
  /** The address to open in a browser on this computer. */
  origin: string;
  /** Addresses for the tablets and screens of the hall. */
  hallOrigins: string[];
  /** Where the first administrator sets the assembly up; undefined once one exists. */
  setupLink: string | undefined;
};

/** Where the server is found, with a new set-up link as long as there is no assembly. */
export async function addresses(
  config: Config,
  port: number,
  db: Database,
  world: World,
): Promise<Addresses> {
  const scheme = config.tls === undefined ? 'http' : 'https';
  const origin = config.publicOrigin ?? `${scheme}://localhost:${String(port)}`;
  const token = await newSetupLink(db, world);
  return {
    origin,
    hallOrigins:
      config.publicOrigin === undefined
        ? hallHosts(config.host).map((host) => `${scheme}://${host}:${String(port)}`)
        : [],
    setupLink: token === undefined ? undefined : `${origin}/setup#${token}`,
  };
}

/** Why nothing can listen on the configured address, for the operator. */
export function listenSentence(error: unknown, config: Config): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return (
      `Port ${String(config.port)} is taken by another program; the data is safe: stop that program or choose another port with PORT.\n` +
      `端口 ${String(config.port)} 已被其他程序占用，数据未受影响：请停止该程序，或用 PORT 另选端口。`
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return (
    `The server can't listen on ${config.host}:${String(config.port)} (${reason}); the data is safe: check HOST and PORT.\n` +
    `服务无法监听 ${config.host}:${String(config.port)}（${reason}），数据未受影响：请检查 HOST 与 PORT。`
  );
}
