import { readConfig } from './config.ts';
import { realWorld } from './platform/clock.ts';
import { serve } from './serve.ts';

/**
 * Runs the server until it is told to stop (Ctrl-C, SIGTERM), then exits 0; exits 1 with a sentence when it
 * can't start.
 */
export async function main(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.ok) {
    console.error(`The configuration can't be used / 配置有误:\n  ${config.error.join('\n  ')}`);
    process.exit(1);
  }
  let stopping = false;
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  // Asked to stop while still starting: finish starting, then stop, so that the database is shut down cleanly.
  const asked = new Promise<void>((resolve) => {
    const stop = (): void => {
      if (stopping) return;
      stopping = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
  const started = await serve(config.value, realWorld, { say });
  if (!started.ok) {
    console.error(started.error);
    process.exit(1);
  }
  const { origin, hallOrigins, setupLink, stop } = started.value;
  say(`Gongyi listens on ${origin}`);
  for (const hall of hallOrigins) say(`  in the hall / 会场设备: ${hall}`);
  if (setupLink !== undefined) say(`Set-up link / 首次设置: ${setupLink}`);
  await asked;
  say('Stopping / 正在停止 …');
  await stop();
  process.exit(0);
}

if (import.meta.main) await main();
