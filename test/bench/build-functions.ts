import { join } from 'node:path';
import { build } from 'esbuild';
import { buildFunction } from '#test/lambda/build-function';

const root = new URL('../../', import.meta.url).pathname;

/** What the bench runs, each built as it is deployed. */
const entries = {
  function: 'functions/pin-conversations/handler.ts',
  unpaced: 'test/bench/peers/unpaced-pin-conversations.ts',
  handWritten: 'test/bench/peers/hand-written.ts',
  commonStack: 'test/bench/peers/common-stack.ts',
} as const;

/** The folders of the built functions. */
export type Built = Readonly<Record<keyof typeof entries | 'defaultSettings', string>>;

/** The function as esbuild makes it when it is told nothing but the platform and the format, with `zod` in place of `zod/mini`. */
const buildWithDefaults = async (outdir: string): Promise<void> => {
  await build({
    alias: { 'zod/mini': join(root, 'test/bench/peers/zod-as-documented.ts') },
    bundle: true,
    entryPoints: { handler: join(root, entries.function) },
    format: 'esm',
    logLevel: 'silent',
    outExtension: { '.js': '.mjs' },
    outdir,
    platform: 'node',
  });
};

/** Builds everything the bench runs into folders under `folder`. */
export const buildFunctions = async (folder: string): Promise<Built> => {
  const place = (name: string) => join(folder, name);
  await Promise.all([
    buildWithDefaults(place('defaultSettings')),
    ...Object.entries(entries).map(([name, entry]) => buildFunction(join(root, entry), place(name))),
  ]);
  return {
    function: place('function'),
    unpaced: place('unpaced'),
    handWritten: place('handWritten'),
    commonStack: place('commonStack'),
    defaultSettings: place('defaultSettings'),
  };
};
