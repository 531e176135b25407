import { writeFileSync } from 'node:fs';
import { access, mkdir, rmdir, writeFile } from 'node:fs/promises';

/** A limit on the CPU time of processes: a cgroup. */
export interface CpuQuota {
  /** Adds a process. */
  add(pid: number): void;
  /** Sets its processes' share of one processor. Default: all of it. */
  limit(share?: number): void;
  close(): Promise<void>;
}

/** Microseconds over which the share is counted. */
const period = 20_000;

const name = `chat-functions-bench-${process.pid}`;

/** The two versions of cgroups: where one is made, and the file that bounds it. */
const versions = [
  { folder: `/sys/fs/cgroup/${name}`, file: 'cpu.max', value: (quota?: number) => `${quota ?? 'max'} ${period}` },
  { folder: `/sys/fs/cgroup/cpu/${name}`, file: 'cpu.cfs_quota_us', value: (quota?: number) => `${quota ?? -1}` },
] as const;

/** Opens a quota; undefined if this user may set none on this machine. */
export const openCpuQuota = async (): Promise<CpuQuota | undefined> => {
  for (const { folder, file, value } of versions) {
    try {
      await mkdir(folder);
      await access(`${folder}/${file}`);
      if (file === 'cpu.cfs_quota_us') await writeFile(`${folder}/cpu.cfs_period_us`, `${period}`);
      await writeFile(`${folder}/${file}`, value());
    } catch {
      await rmdir(folder).catch(() => undefined);
      continue;
    }
    return {
      add: (pid) => writeFileSync(`${folder}/cgroup.procs`, `${pid}`),
      limit: (share) => writeFileSync(`${folder}/${file}`, value(share && Math.round(share * period))),
      close: () => rmdir(folder),
    };
  }
  return undefined;
};
