import { readdir } from 'node:fs/promises';
import type { Api } from '#shared/define-api';

const functions = new URL('../functions/', import.meta.url);

/** Loads the definition of every function there is, in alphabetical order. */
export async function loadApis(): Promise<readonly Api[]> {
  const entries = await readdir(functions, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.toSorted().map(loadApi));
}

async function loadApi(name: string): Promise<Api> {
  const definition: Record<string, unknown> = await import(new URL(`${name}/definition.ts`, functions).href);
  const api = Object.values(definition).find(isApi);
  if (!api) {
    throw new Error(`functions/${name}/definition.ts exports no API.`);
  }
  return api;
}

function isApi(value: unknown): value is Api {
  return typeof value === 'object' && value !== null && 'path' in value && 'request' in value && 'effect' in value;
}
