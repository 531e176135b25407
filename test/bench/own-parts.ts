import { searchGroups } from '#functions/search-groups/definition';
import { createUrlSigner } from '#shared/chat/signed-url';
import { createUserSig } from '#shared/chat/user-sig';
import { systemClock } from '#shared/clock';
import { parseExactJson } from '#shared/json/exact-json';
import type { Row } from '#test/bench/row';
import { type Measure, measureInTurn, quantile, ratios } from '#test/bench/statistics';
import { tencentUserSig } from '#test/emulator/signed-call';
import { readSampleText } from '#test/read-sample';
import { seededCredential } from '#test/served-api';

const rounds = 60;
const lifetime = 86_400;

/** The microseconds of one run, averaged over many. */
const each =
  (runs: number, work: () => unknown): Measure =>
  () => {
    const start = performance.now();
    for (let run = 0; run < runs; run += 1) work();
    return ((performance.now() - start) / runs) * 1_000;
  };

/** Compares the duration of our own code with that of the libraries. */
const compare = async (figure: string, against: string, [own, other]: readonly [Measure, Measure]): Promise<Row> => {
  await measureInTurn([own, other], rounds / 2);
  const [ours = [], theirs = []] = await measureInTurn([own, other], rounds);
  const detail = [ours, theirs].map((values) => `${quantile(values, 0.5).toFixed(1)} µs`).join(' against ');
  return { figure, against, value: ratios(ours, theirs), unit: '×', detail };
};

/** An answer with as many groups as a page may have. */
const pageOf = (group: string): string =>
  `{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","Groups":[${Array.from({ length: 100 }, () => group).join()}]}`;

/** The parts that can be measured separately in this process. */
export const measureOwnParts = async (): Promise<Row[]> => {
  const signUrl = createUrlSigner(systemClock);
  const tencent = each(500, () => tencentUserSig({ expireSeconds: lifetime }));
  const issuedAt = Math.floor(Date.now() / 1_000);
  const group = readSampleText(searchGroups.name).answer.replace(/^.*"Groups":\[(.*?)\].*$/, '$1');
  const json = (text: string): readonly [Measure, Measure] => [
    each(20, () => JSON.stringify(parseExactJson(text))),
    each(20, () => JSON.stringify(JSON.parse(text))),
  ];
  const plain = 'JSON.parse and JSON.stringify';
  return [
    await compare('UserSig, fresh', 'tls-sig-api-v2', [
      each(500, () => createUserSig({ ...seededCredential, issuedAt, lifetime })),
      tencent,
    ]),
    await compare('UserSig, kept, in an address', 'tls-sig-api-v2, which keeps none', [
      each(500, () => signUrl('https://chat.example/v4/recentcontact/top', seededCredential)),
      tencent,
    ]),
    await compare('exact JSON, 100 groups with a long number each', plain, json(pageOf(group))),
    await compare('exact JSON, 100 groups without', plain, json(pageOf(group.replace(/\d{16,}/g, '7')))),
  ];
};
