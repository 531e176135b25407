import { readdir } from 'node:fs/promises';
import type { Api } from '#shared/define-api';
import { isRecord } from '#shared/json/is-record';

const functions = new URL('../functions/', import.meta.url);

const isApi = (value: unknown): value is Api =>
  isRecord(value) && 'path' in value && 'request' in value && 'effect' in value;

const loadApi = async (name: string): Promise<Api> => {
  const definition: Readonly<Record<string, unknown>> = await import(new URL(`${name}/definition.ts`, functions).href);
  const api = Object.values(definition).find(isApi);
  if (api) return api;
  throw new Error(`functions/${name}/definition.ts exports no API.`);
};

/** Loads the definition of every function there is, in alphabetical order. */
export const loadApis = async (): Promise<readonly Api[]> => {
  const entries = await readdir(functions, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.toSorted().map(loadApi));
};
