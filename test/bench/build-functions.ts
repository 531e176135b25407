import { join } from 'node:path';
import { build } from 'esbuild';
import { buildFunction } from '#test/lambda/build-function';

const root = new URL('../../', import.meta.url).pathname;

/** What is built with the deployment's options. */
const entries = {
  function: 'functions/pin-conversations/handler.ts',
  lookUp: 'functions/search-contact-groups/handler.ts',
  unpaced: 'test/bench/peers/unpaced-pin-conversations.ts',
  handWritten: 'test/bench/peers/hand-written.ts',
} as const;

/** The folders of the built functions. */
export type Built = Readonly<Record<keyof typeof entries | 'commonStack', string>>;

/**
 * Builds everything that the bench runs into folders under `folder`: the common stack with esbuild's own settings for
 * Node.
 */
export const buildFunctions = async (folder: string): Promise<Built> => {
  const place = (name: keyof Built) => join(folder, name);
  await build({
    bundle: true,
    entryPoints: { handler: join(root, 'test/bench/peers/common-stack.ts') },
    logLevel: 'error',
    outdir: place('commonStack'),
    platform: 'node',
  });
  await buildFunction(join(root, entries.function), place('function'));
  await buildFunction(join(root, entries.lookUp), place('lookUp'));
  await buildFunction(join(root, entries.unpaced), place('unpaced'));
  await buildFunction(join(root, entries.handWritten), place('handWritten'));
  return {
    function: place('function'),
    lookUp: place('lookUp'),
    unpaced: place('unpaced'),
    handWritten: place('handWritten'),
    commonStack: place('commonStack'),
  };
};
