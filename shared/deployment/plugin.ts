import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Api } from '#shared/define-api';
import { type Naming, nameResources } from '#shared/deployment/deployed-function';
import { readParameters } from '#shared/deployment/parameters';
import { breachesOf } from '#shared/deployment/rules';
import { createTemplate, type Template } from '#shared/deployment/template';
import { isRecord } from '#shared/json/is-record';

type ParameterValues = Readonly<Record<string, unknown>>;

interface FunctionBlock {
  readonly name: string;
  readonly timeout?: number;
  role?: string;
}

/** What the framework hands to a plugin, as far as it is used here. */
interface Serverless {
  readonly serviceDir: string;
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  readonly configurationInput: { readonly params?: Readonly<Record<string, ParameterValues>> };
  readonly processedInput: { readonly options: { readonly param?: readonly string[] } };
  readonly service: {
    readonly functions: Readonly<Record<string, FunctionBlock>>;
    readonly provider: { readonly timeout: number; readonly compiledCloudFormationTemplate: unknown };
    resources: Partial<Template> | undefined;
  };
  getProvider(name: 'aws'): { readonly naming: Naming & { getStackName(): string }; getStage(): string };
}

const isApi = (value: unknown): value is Api => isRecord(value) && 'path' in value && 'callsPerSecond' in value;

const loadApi = async (serviceDir: string, name: string): Promise<Api> => {
  const file = pathToFileURL(join(serviceDir, 'functions', name, 'definition.ts'));
  const exported: Readonly<Record<string, unknown>> = await import(file.href);
  const api = Object.values(exported).find(isApi);
  if (api) return api;
  throw new Error(`functions/${name}/definition.ts exports no API.`);
};

/** The parameters in the framework's order: the defaults, over them those of the stage, and of the command line. */
const parametersOf = ({ configurationInput, processedInput }: Serverless, stage: string): ParameterValues => ({
  ...configurationInput.params?.default,
  ...configurationInput.params?.[stage],
  ...Object.fromEntries((processedInput.options.param ?? []).map((given) => given.split(/=(.*)/s))),
});

const addResources = async (serverless: Serverless): Promise<readonly Api[]> => {
  const { serviceDir, service } = serverless;
  const provider = serverless.getProvider('aws');
  const parameters = readParameters(parametersOf(serverless, provider.getStage()));
  const functions = await Promise.all(
    Object.entries(service.functions).map(async ([key, block]) => {
      const { name, timeout = service.provider.timeout } = block;
      const deployed = nameResources({ api: await loadApi(serviceDir, key), name, timeout }, provider.naming);
      block.role = deployed.ids.role;
      return deployed;
    }),
  );
  const made = createTemplate({ functions, parameters, stackName: provider.naming.getStackName() });
  const { Resources, Outputs, extensions } = service.resources ?? {};
  service.resources = {
    ...service.resources,
    Resources: { ...Resources, ...made.Resources },
    Outputs: { ...Outputs, ...made.Outputs },
    extensions: { ...extensions, ...made.extensions },
  };
  return functions.map(({ api }) => api);
};

/**
 * The framework's plugin that gives each function in `serverless.yml` what follows from its definition, and lets no
 * template pass that breaks a rule.
 */
export class DeploymentPlugin {
  readonly hooks: Readonly<Record<string, () => unknown>>;

  constructor(serverless: Serverless) {
    let apis: readonly Api[] = [];
    this.hooks = {
      initialize: async () => {
        try {
          apis = await addResources(serverless);
        } catch (error) {
          // The framework shows the stack of any other error.
          throw new serverless.classes.Error(error instanceof Error ? error.message : String(error), 'DEPLOYMENT');
        }
      },
      'after:aws:package:finalize:mergeCustomProviderResources': () => {
        const breaches = breachesOf(serverless.service.provider.compiledCloudFormationTemplate, apis);
        if (breaches.length > 0) throw new serverless.classes.Error(breaches.join('\n'), 'DEPLOYMENT');
      },
    };
  }
}

// What `require` of this file is to be: the framework looks for the plugin there.
export { DeploymentPlugin as 'module.exports' };
