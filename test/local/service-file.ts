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

/** The deployment settings of a function. */
export interface FunctionSettings {
  /** In MB. */
  readonly memory: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** The settings of one stage in `serverless.yml`. */
export interface ServiceFile {
  readonly service: string;
  /** The deployment's parameters with their default values. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The settings of a function, including those that all functions share. */
  settingsOf(functionName: string): FunctionSettings;
}

const read = () => fileSchema.parse(parse(readFileSync(new URL('../../serverless.yml', import.meta.url), 'utf8')));

/** Replaces `${…}` by values. Throws for an unknown variable. */
const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\$\{([^}]*)\}/g, (variable, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`serverless.yml uses ${variable}, which the local run does not know.`);
    return value;
  });

const mapValues = (texts: Readonly<Record<string, string>>, change: (text: string) => string) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]));

/** Reads `serverless.yml` for a stage, so that a local run has the settings of the deployment. */
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
