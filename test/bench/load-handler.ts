import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { contextOf } from '#test/served-api';

/** Calls a built function with an event and waits for its answer. */
export type Invoke = (event: unknown) => Promise<unknown>;

/** Loads a built function into this process. */
export const loadHandler = async (bundle: string): Promise<Invoke> => {
  const [file = ''] = await readdir(bundle);
  const { handler } = await import(pathToFileURL(join(bundle, file)).href);
  return (event) => handler(event, contextOf());
};
