import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod/mini';

const texts = z.record(z.string(), z.string());

const settings = {
  memorySize: z.optional(z.int()),
  timeout: z.optional(z.int()),
  environment: z.optional(texts),
};

const fileSchema = z.object({
  service: z.string(),
  params: z.object({ default: z.record(z.string(), z.coerce.string()) }),
  custom: z.object({ deployment: texts }),
  provider: z.object({ ...settings, memorySize: z.int(), timeout: z.int(), environment: texts }),
  functions: z.record(z.string(), z.object(settings)),
});

/** How a function is deployed. */
export interface FunctionSettings {
  /** MB. */
  readonly memory: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** What `serverless.yml` says of a stage. */
export interface ServiceFile {
  readonly service: string;
  /** The parameters that the deployment reads, with their defaults. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The settings of a function: its own, and those of all functions. */
  settingsOf(functionName: string): FunctionSettings;
}

const read = () => fileSchema.parse(parse(readFileSync(new URL('../../serverless.yml', import.meta.url), 'utf8')));

/** Puts values in place of `${…}`. Throws for one that is not given. */
const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\$\{([^}]*)\}/g, (variable, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`serverless.yml uses ${variable}, which the local run does not know.`);
    return value;
  });

const mapValues = (texts: Readonly<Record<string, string>>, change: (text: string) => string) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]));

/** Reads `serverless.yml` for a stage, so that the local run has the settings of the deployment. */
export const readServiceFile = (stage: string): ServiceFile => {
  const { service, params, custom, provider, functions } = read();
  const defaults = mapValues(params.default, (text) => fillIn(text, { 'sls:stage': stage }));
  const values = {
    'sls:stage': stage,
    'self:service': service,
    ...Object.fromEntries(Object.entries(defaults).map(([name, value]) => [`param:${name}`, value])),
  };
  return {
    service,
    parameters: mapValues(custom.deployment, (text) => fillIn(text, values)),
    settingsOf: (name) => {
      const { memorySize, timeout, environment } = { ...provider, ...functions[name] };
      return {
        memory: memorySize ?? provider.memorySize,
        timeoutSeconds: timeout ?? provider.timeout,
        environment: mapValues({ ...provider.environment, ...environment }, (text) => fillIn(text, values)),
      };
    },
  };
};
