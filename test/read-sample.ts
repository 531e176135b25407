import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { parseExactJson } from '#shared/json/exact-json';

const sampleSchema = z.strictObject({
  source: z.string(),
  request: z.record(z.string(), z.unknown()),
  answer: z.record(z.string(), z.unknown()),
});

/** Chat's documented sample of an API: the page, a request and the answer to it. `JSON.stringify` writes its digits as they are. */
export type Sample = z.infer<typeof sampleSchema>;

/** Reads the sample of a function, as `functions/<name>/sample.json` has it. */
export const readSample = (name: string): Sample =>
  sampleSchema.parse(
    parseExactJson(readFileSync(new URL(`../functions/${name}/sample.json`, import.meta.url), 'utf8')),
  );

/** A sample as JSON text without white space, as it goes over the wire. */
export interface SampleText {
  readonly request: string;
  readonly answer: string;
}

/** Reads the sample of a function as text, digit for digit. */
export const readSampleText = (name: string): SampleText => {
  const { request, answer } = readSample(name);
  return { request: JSON.stringify(request), answer: JSON.stringify(answer) };
};
