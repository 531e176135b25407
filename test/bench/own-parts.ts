import { randomInt } from 'node:crypto';
import { searchGroups } from '#functions/search-groups/definition';
import { createUrlSigner } from '#shared/chat/signed-url';
import { createUserSig } from '#shared/chat/user-sig';
import { systemClock } from '#shared/clock';
import { parseExactJson } from '#shared/json/exact-json';
import type { Row } from '#test/bench/row';
import { type Measure, measureInTurn, quantile, ratios } from '#test/bench/statistics';
import { tencentUserSig } from '#test/emulator/signed-call';
import { readSample } from '#test/read-sample';
import { seededCredential } from '#test/served-api';

const rounds = 60;

/** Microseconds that one of many runs takes. */
const each =
  (runs: number, work: () => unknown): Measure =>
  () => {
    const start = performance.now();
    for (let run = 0; run < runs; run += 1) work();
    return ((performance.now() - start) / runs) * 1_000;
  };

const measure = async (contestants: readonly Measure[]): Promise<number[][]> => {
  await measureInTurn(contestants, rounds / 2);
  return measureInTurn(contestants, rounds);
};

const microseconds = (values: readonly number[]) => `${quantile(values, 0.5).toFixed(1)} µs`;
const versus = (ours: readonly number[], theirs: readonly number[]) =>
  `${microseconds(ours)} against ${microseconds(theirs)}`;

const lifetime = 86_400;

const url = 'https://adminapisgp.im.qcloud.com/v4/recentcontact/top';

/** The signed address as one writes it around Tencent's own package, which keeps nothing. */
const tencentAddress = (): string => {
  const { sdkAppId, identifier } = seededCredential;
  const parameters = { sdkappid: `${sdkAppId}`, identifier, random: `${randomInt(2 ** 32)}`, contenttype: 'json' };
  return `${url}?${new URLSearchParams({ ...parameters, usersig: tencentUserSig({ expireSeconds: lifetime }) })}`;
};

/** A signed address, and a new signature, against Tencent's own package. */
const measureUserSig = async (): Promise<Row[]> => {
  const signUrl = createUrlSigner(systemClock);
  const [address = [], kept = [], tencent = [], fresh = []] = await measure([
    each(500, tencentAddress),
    each(500, () => signUrl(url, seededCredential)),
    each(500, () => tencentUserSig({ expireSeconds: lifetime })),
    each(500, () => createUserSig({ ...seededCredential, issuedAt: Math.floor(Date.now() / 1_000), lifetime })),
  ]);
  return [
    {
      figure: 'signed address, UserSig kept',
      against: 'the same with tls-sig-api-v2',
      value: ratios(address, kept),
      unit: '×',
      goal: { least: 50 },
      detail: versus(kept, address),
    },
    {
      figure: 'UserSig, fresh',
      against: 'tls-sig-api-v2',
      value: ratios(tencent, fresh),
      unit: '×',
      goal: { least: 1 },
      detail: versus(fresh, tencent),
    },
  ];
};

/** An answer with as many groups as a page may have, each with an owner id that JavaScript cannot hold. */
const page = (): string => {
  const response = searchGroups.response.parse(readSample(searchGroups.name).answer);
  const [group] = response.Groups ?? [];
  const Groups = Array.from({ length: 100 }, () => group);
  return JSON.stringify({ ...response, Groups });
};

const measureJson = async (): Promise<Row> => {
  const text = page();
  const [ours = [], plain = []] = await measure([
    each(20, () => JSON.stringify(parseExactJson(text))),
    each(20, () => JSON.stringify(JSON.parse(text))),
  ]);
  return {
    figure: '64-bit-safe JSON, 100 groups',
    against: 'JSON.parse and JSON.stringify',
    value: ratios(ours, plain),
    unit: '×',
    goal: { most: 1.5 },
    detail: versus(ours, plain),
  };
};

/** The parts that can be measured on their own, in this process. */
export const measureOwnParts = async (): Promise<Row[]> => [...(await measureUserSig()), await measureJson()];
