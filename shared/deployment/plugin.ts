import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Api } from '#shared/define-api';
import { bundle } from '#shared/deployment/bundle';
import { type Naming, nameResources } from '#shared/deployment/deployed-function';
import { readParameters } from '#shared/deployment/parameters';
import { createTemplate, type Template } from '#shared/deployment/template';
import { zip } from '#shared/deployment/zip';
import { isRecord } from '#shared/json/is-record';

type Values = Readonly<Record<string, unknown>>;

interface FunctionBlock {
  readonly name: string;
  readonly handler: string;
  readonly timeout?: number;
  role?: Values;
  package?: { readonly artifact: string };
}

/** The part of the framework's plugin interface that this plugin uses. */
interface Serverless {
  readonly serviceDir: string;
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  readonly configurationInput: { readonly params: Readonly<Record<string, Values>> };
  readonly service: {
    readonly custom: { readonly deployment: Values };
    readonly functions: Readonly<Record<string, FunctionBlock>>;
    readonly provider: {
      readonly timeout: number;
      logRetentionInDays?: number;
      readonly compiledCloudFormationTemplate: {
        readonly Resources: Readonly<Record<string, { DependsOn?: unknown; readonly Properties?: unknown }>>;
      };
    };
    resources: Partial<Template> | undefined;
  };
  getProvider(name: 'aws'): { readonly naming: Naming & { getStackName(): string }; getRegion(): string };
}

interface Options {
  /** The values of `--param`, such as `secretName=chat/prod`. */
  readonly param?: readonly string[];
}

const isApi = (value: unknown): value is Api => isRecord(value) && 'path' in value && 'callsPerSecond' in value;

const loadApi = async (serviceDir: string, name: string): Promise<Api> => {
  const file = pathToFileURL(join(serviceDir, 'functions', name, 'definition.ts'));
  const exported: Values = await import(file.href);
  const api = Object.values(exported).find(isApi);
  if (api) return api;
  throw new Error(`functions/${name}/definition.ts exports no API.`);
};

/** Rejects misspelt parameters, which the framework ignores. */
const rejectUnknownParameters = (
  { default: known = {}, ...stages }: Readonly<Record<string, Values>>,
  { param = [] }: Options,
) => {
  const given = [...param.map((text) => text.replace(/=.*/s, '')), ...Object.values(stages).flatMap(Object.keys)];
  const unknown = given.find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  throw new Error(`There is no parameter ${unknown}. The parameters are ${Object.keys(known).join(', ')}.`);
};

const addResources = async (serverless: Serverless): Promise<void> => {
  const { serviceDir, service } = serverless;
  const provider = serverless.getProvider('aws');
  const parameters = readParameters(service.custom.deployment, provider.getRegion());
  // In serverless.yml, the framework would check it first, and its error does not say what is allowed.
  service.provider.logRetentionInDays = parameters.logRetentionInDays;
  const functions = await Promise.all(
    Object.entries(service.functions).map(async ([key, block]) => {
      const { name, timeout = service.provider.timeout } = block;
      const deployed = nameResources({ api: await loadApi(serviceDir, key), name, timeout }, provider.naming);
      block.role = { 'Fn::GetAtt': [deployed.ids.role, 'Arn'] };
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
};

/**
 * Builds every function in memory, so that a deployment never contains an old build, and zips it beside the template.
 */
const packFunctions = async ({ serviceDir, service }: Serverless): Promise<void> => {
  const folder = join(serviceDir, '.serverless');
  await mkdir(folder, { recursive: true });
  await Promise.all(
    Object.entries(service.functions).map(async ([key, block]) => {
      const module = block.handler.replace(/\.\w+$/, '');
      const artifact = join(folder, `${key}.zip`);
      await writeFile(artifact, await zip(`${module}.mjs`, await bundle(join(serviceDir, `${module}.ts`))));
      block.package = { artifact };
    }),
  );
};

/**
 * Leaves the role of a function that is deployed alone unchanged: without a template the framework cannot resolve it.
 */
const keepRoles = ({ service }: Serverless): void => {
  for (const block of Object.values(service.functions)) delete block.role;
};

/** Removes each `DependsOn` of the framework that a reference already implies. */
const removeRedundantDependencies = ({ service }: Serverless): void => {
  for (const resource of Object.values(service.provider.compiledCloudFormationTemplate.Resources)) {
    const text = JSON.stringify(resource.Properties ?? {});
    const left = [resource.DependsOn ?? []].flat().filter((id) => !text.includes(JSON.stringify(id)));
    if (left.length > 0) resource.DependsOn = left;
    else delete resource.DependsOn;
  }
};

/**
 * The plugin that bundles the functions of `serverless.yml` and derives each function's AWS resources from its
 * definition. Wrong parameters fail every command of the framework.
 */
export class DeploymentPlugin {
  readonly hooks: Readonly<Record<string, () => unknown>>;

  constructor(serverless: Serverless, options: Options) {
    /** The framework prints a stack trace for every error except its own class. */
    const hook = (action: () => unknown) => async () => {
      try {
        await action();
      } catch (error) {
        throw new serverless.classes.Error(error instanceof Error ? error.message : String(error), 'DEPLOYMENT');
      }
    };
    this.hooks = {
      initialize: hook(() => {
        rejectUnknownParameters(serverless.configurationInput.params, options);
        return addResources(serverless);
      }),
      'before:package:createDeploymentArtifacts': hook(() => packFunctions(serverless)),
      'before:package:function:package': hook(() => {
        keepRoles(serverless);
        return packFunctions(serverless);
      }),
      'after:aws:package:finalize:mergeCustomProviderResources': hook(() => removeRedundantDependencies(serverless)),
    };
  }
}

// The framework loads the plugin with `require`, which returns this export.
export { DeploymentPlugin as 'module.exports' };
