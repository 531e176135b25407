import { basename } from 'node:path';
import { table } from '#test/derive/markdown';
import type { OpenQuestion, Place, Topic } from '#test/live/open-question';

const introduction = `# What is not confirmed

<!-- Derived from the open questions in \`test/live/questions\` by \`npm run derive\`. Change the questions, not this file. -->

Nothing in this repository has been run against the live service, which takes a Chat account. Chat documents most of the behaviour, and the tests include its own samples. Where the pages are silent or contradict each other, the code rests on the assumptions below. Assumptions in \`shared\` and \`functions\` matter in production; those in \`test/emulator\` only affect local runs and tests.

If you have an account, one command answers every question that a call can settle. It needs two test users:

\`\`\`sh
npm run check:live -- --user USER --peer PEER --group GROUP --keyword WORD --open-questions --write
\`\`\`

Each line names the question, the assumption and what Chat did. Without \`--write\`, the command runs only the probes that read. A probe restores what it changed, even when it fails or is interrupted, and reports what it could not restore. \`npm run check:live -- --help\` explains the options.
`;

const placeOf = ({ file, name }: Place): string => `[\`${name}\` in ${basename(file)}](../../${file})`;

const settledBy = ({ settledBy: way }: OpenQuestion): string => {
  if (typeof way === 'string') return `by hand: ${way}`;
  return way.watch ? 'probe, with `--write`' : 'probe';
};

const section = ({ title, questions }: Topic): string => {
  const rows = questions.map((question) => [
    `\`${question.id}\``,
    question.question,
    question.assumption,
    question.places.map(placeOf).join('; '),
    settledBy(question),
  ]);
  return `## ${title}\n\n${table(['name', 'question', 'assumption', 'where', 'settled by'], rows)}\n`;
};

/** Writes the page of what is not confirmed against the live service, from the open questions. */
export const unconfirmedPage = (topics: readonly Topic[]): string => [introduction, ...topics.map(section)].join('\n');
