import { z } from 'zod';

/** Why the embedded PostgreSQL could not be started. Nothing is lost in any of these cases. */
export type PostgresFailure =
  /** Another living process works on this data; `pid` is that process. */
  | { code: 'data_in_use'; dataDir: string; pid: number }
  /** The data was written by another major version of PostgreSQL. */
  | { code: 'data_other_version'; dataDir: string; found: string; needed: string }
  | { code: 'disk_full'; path: string }
  | { code: 'data_not_writable'; path: string; reason: string }
  /** The note in the data folder names a place, and the cluster isn't there. */
  | { code: 'data_missing'; dataDir: string; place: string }
  /** We run as root and there is no unprivileged account to run PostgreSQL as. */
  | { code: 'no_account'; account: string; reason: string }
  | { code: 'binaries_missing'; platform: string; reason: string }
  | { code: 'start_failed'; reason: string; log: string };

/**
 * The failure in words for the operator, English and Chinese on a line each: what is wrong, what is
 * safe, what to do.
 */
export function sentence(failure: PostgresFailure): string {
  const [english, chinese] = inWords(failure);
  return `${english}\n${chinese}`;
}

function inWords(failure: PostgresFailure): [english: string, chinese: string] {
  switch (failure.code) {
    case 'data_in_use':
      return [
        `The data in ${failure.dataDir} is in use by process ${String(failure.pid)}, and nothing was touched: use that one, stop it first (kill ${String(failure.pid)}), or choose another folder with DATA_DIR.`,
        `数据文件夹 ${failure.dataDir} 正由进程 ${String(failure.pid)} 使用，数据未受影响：请使用该进程、先将其停止（kill ${String(failure.pid)}），或用 DATA_DIR 另选文件夹。`,
      ];
    case 'data_other_version':
      return [
        `The data in ${failure.dataDir} was written by PostgreSQL ${failure.found} and this program brings PostgreSQL ${failure.needed}; the data is untouched: start the earlier release of this program, or export the data there and import it here.`,
        `数据文件夹 ${failure.dataDir} 由 PostgreSQL ${failure.found} 写入，而本程序自带 PostgreSQL ${failure.needed}；数据未受影响：请用原版本程序启动，或在原版本中导出后导入。`,
      ];
    case 'disk_full':
      return [
        `The disk that holds ${failure.path} is full; everything confirmed so far is safe: free some space and start again.`,
        `${failure.path} 所在磁盘已满；已确认的数据均安全：请腾出空间后重新启动。`,
      ];
    case 'data_not_writable':
      return [
        `${failure.path} cannot be used for the database (${failure.reason}); nothing was changed: correct its owner or permissions, or choose another folder with DATA_DIR.`,
        `数据库无法使用 ${failure.path}（${failure.reason}）；未作任何更改：请更正其所有者或权限，或用 DATA_DIR 另选文件夹。`,
      ];
    case 'data_missing':
      return [
        `The note in ${failure.dataDir} says that the database is in ${failure.place}, but it is not there; no empty database was started in its place: bring the folder back, or restore a backup.`,
        `${failure.dataDir} 中的说明指出数据库位于 ${failure.place}，但该处没有数据库；未以空数据库代替：请恢复该文件夹，或从备份还原。`,
      ];
    case 'no_account':
      return [
        `PostgreSQL refuses to run as root, and the system user "${failure.account}" is missing and could not be created (${failure.reason}); nothing was changed: create it (useradd --system ${failure.account}) or start this program as an ordinary user.`,
        `PostgreSQL 不能以 root 身份运行，而系统用户“${failure.account}”不存在且无法创建（${failure.reason}）；未作任何更改：请创建该用户（useradd --system ${failure.account}），或以普通用户启动本程序。`,
      ];
    case 'binaries_missing':
      return [
        `The PostgreSQL that comes with this program cannot be run on ${failure.platform} (${failure.reason}); no data was touched: run npm ci again, or name a PostgreSQL of your own in DATABASE_URL.`,
        `本程序自带的 PostgreSQL 无法在 ${failure.platform} 上运行（${failure.reason}）；数据未受影响：请重新运行 npm ci，或用 DATABASE_URL 指定已有的 PostgreSQL。`,
      ];
    case 'start_failed':
      return [
        `PostgreSQL did not start (${failure.reason}); the data is as it was: the reason in full is in ${failure.log}.`,
        `PostgreSQL 未能启动（${failure.reason}）；数据保持原样：详细原因见 ${failure.log}。`,
      ];
  }
}

/** A failure thrown inside this folder, so that a step deep down can end the whole start. */
export class StartFailure extends Error {
  readonly failure: PostgresFailure;
  constructor(failure: PostgresFailure) {
    super(sentence(failure));
    this.failure = failure;
  }
}

const systemError = z.object({ code: z.string(), message: z.string() });

/** The code of an error of the file system or the process table ('ENOENT', …), if it is one. */
export function codeOf(error: unknown): string | undefined {
  return systemError.safeParse(error).data?.code;
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const BARRED = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ELOOP']);

/**
 * Runs `work` on `path` and turns the file system's expected refusals into failures; any other error is
 * thrown on as it is.
 */
export async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code !== undefined && FULL.has(code)) throw new StartFailure({ code: 'disk_full', path });
    if (code !== undefined && BARRED.has(code)) {
      const reason = error instanceof Error ? error.message : code;
      throw new StartFailure({ code: 'data_not_writable', path, reason });
    }
    throw error;
  }
}

/** What PostgreSQL's own words (initdb's, or its log's) mean, as a failure. */
export function fromOutput(output: string, path: string, log: string): PostgresFailure {
  if (/No space left on device|Disk quota exceeded/.test(output))
    return { code: 'disk_full', path };
  const barred = /(?:could not|cannot) [^\n]*: (?:Permission denied|Read-only file system)/.exec(
    output,
  );
  if (barred) return { code: 'data_not_writable', path, reason: barred[0] };
  const lines = output.trim().split('\n');
  const told = lines.filter((line) => /FATAL|PANIC|error:/.test(line)).at(-1) ?? lines.at(-1) ?? '';
  const reason = told.replace(/^.*?(?:FATAL|PANIC|error):\s*/, '').trim();
  return { code: 'start_failed', reason: reason === '' ? 'it said nothing' : reason, log };
}
