import { z } from 'zod';
import type { CertificateFiles } from './platform/tls.ts';

/**
 * The environment, read once. Everything has a default that suits one PC without internet; an unknown or
 * malformed value is refused with a sentence instead of being guessed (README.md lists them).
 */
const Environment = z.object({
  /** Address to listen on. The hall's tablets need 0.0.0.0, which is the default. */
  HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  /** Where the embedded database and its password live. */
  DATA_DIR: z.string().min(1).default('data'),
  /** A PostgreSQL of your own; without it the embedded one is started. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  /** The same database for the role that owns its tables; the server's own role then only adds to its records. */
  DATABASE_OWNER_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  /** The address people use, when a reverse proxy stands in front: https://vote.example.cn */
  PUBLIC_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  /** Certificate (with its chain) and private key, PEM files: the server then speaks https itself. Read again on SIGHUP. */
  TLS_CERT: z.string().min(1).optional(),
  TLS_KEY: z.string().min(1).optional(),
  /** Number of proxies in front whose X-Forwarded-* headers are believed. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  /** The key of card codes, instead of the file code.key in DATA_DIR: for servers on more than one machine. */
  CODE_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits')
    .optional(),
  /** Takes a new key where the old one is lost; every card has to be issued again. */
  CODE_KEY_RENEW: z.enum(['0', '1']).default('0'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
});

export type Config = {
  host: string;
  port: number;
  dataDir: string;
  databaseUrl: string | undefined;
  databaseOwnerUrl: string | undefined;
  publicOrigin: string | undefined;
  tls: CertificateFiles | undefined;
  trustProxy: number;
  codeKey: string | undefined;
  codeKeyRenew: boolean;
  logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
};

/** Reads the configuration from `env`, or says in one sentence per variable what is wrong with it. */
export function readConfig(
  env: Record<string, string | undefined>,
): { ok: true; value: Config } | { ok: false; error: string[] } {
  // An empty variable is one that was not set: that is how Compose files and shells pass "nothing".
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    return {
      ok: false,
      error: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    };
  }
  const e = parsed.data;
  if ((e.TLS_CERT === undefined) !== (e.TLS_KEY === undefined)) {
    return { ok: false, error: ['TLS_CERT and TLS_KEY: give both, or neither'] };
  }
  if (e.DATABASE_OWNER_URL !== undefined && e.DATABASE_URL === undefined) {
    return {
      ok: false,
      error: ['DATABASE_OWNER_URL: needs DATABASE_URL, the address of the server'],
    };
  }
  return {
    ok: true,
    value: {
      host: e.HOST,
      port: e.PORT,
      dataDir: e.DATA_DIR,
      databaseUrl: e.DATABASE_URL,
      databaseOwnerUrl: e.DATABASE_OWNER_URL,
      publicOrigin: e.PUBLIC_ORIGIN,
      tls:
        e.TLS_CERT === undefined || e.TLS_KEY === undefined
          ? undefined
          : { cert: e.TLS_CERT, key: e.TLS_KEY },
      trustProxy: e.TRUST_PROXY,
      codeKey: e.CODE_KEY,
      codeKeyRenew: e.CODE_KEY_RENEW === '1',
      logLevel: e.LOG_LEVEL,
    },
  };
}
