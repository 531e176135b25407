import { errorCodes } from '#shared/chat/error-codes';
import type { Api } from '#shared/define-api';
import { failureKinds } from '#shared/failures/failure';
import type { Addresses, Catalogue, Code, FunctionEntry, Route } from '#test/console/contract';
import {
  byFamily,
  describeAccess,
  describeEffect,
  describePaging,
  describeRate,
  describeRegions,
  familyOf,
} from '#test/derive/describe-api';
import { fieldsOf } from '#test/derive/fields-of';
import { camelCase } from '#test/derive/names';
import type { LocalAddresses } from '#test/local/addresses';
import { generalCodes, type NumberedCode, ownCodes } from '#test/openapi/failures-of';
import { jsonSchemaOf } from '#test/openapi/json-schema';
import { readSample } from '#test/read-sample';

const codeOf = ({ code, kind, meaning }: NumberedCode): Code => ({
  code,
  kind,
  status: failureKinds[kind].status,
  meaning,
});

const entryOf = (api: Api, run: LocalAddresses): FunctionEntry => {
  const address = run.functions.find((each) => each.api.name === api.name);
  const { request, answer } = readSample(api.name);
  const { name, path, summary, documentation, effect } = api;
  const routes: readonly Route[] = ['http', 'direct', ...(address?.queueUrl ? ['queue' as const] : []), 'bus'];
  return {
    name,
    path,
    summary,
    documentation,
    effect,
    routes,
    deployedName: address?.functionName ?? name,
    ...(address?.queueUrl !== undefined && { queueUrl: address.queueUrl }),
    isOfUser: 'user' in api.access,
    method: camelCase(name),
    family: familyOf(api).name,
    effectMeaning: describeEffect(api),
    facts: [describeRate, describeRegions, describeAccess, describePaging].flatMap((describe) => describe(api) ?? []),
    request: fieldsOf(jsonSchemaOf(api.request)),
    answer: fieldsOf(jsonSchemaOf(api.response())),
    codes: ownCodes(api).map(codeOf),
    sample: { request: JSON.stringify(request), answer: JSON.stringify(answer) },
  };
};

const addressesOf = (run: LocalAddresses): Addresses => {
  const { region, http, lambda, queues, events, tokens, eventBusName } = run;
  return { region, http, lambda, queues, events, tokens, eventBusName };
};

/** Describes the functions for the page, from their definitions and samples. */
export const createCatalogue = (run: LocalAddresses): Catalogue => {
  const apis = run.functions.map(({ api }) => api);
  return {
    functions: byFamily(apis).flatMap(([, members]) => members.map((api) => entryOf(api, run))),
    addresses: addressesOf(run),
    generalCodes: generalCodes(apis).map(codeOf),
    meanings: Object.fromEntries(Object.entries(errorCodes).map(([code, { meaning }]) => [code, meaning])),
  };
};
