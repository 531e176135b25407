import { basename } from 'node:path';
import { table } from '#test/derive/markdown';
import type { OpenQuestion, Place, Topic } from '#test/live/open-question';

const introduction = `# What is not confirmed

<!-- Derived from the open questions of \`test/live/questions\` by \`npm run derive\`: change those, not this file. -->

Nothing in this repository has been run against the live service, since that takes a Chat account. Most of what it does is documented, and Chat's own samples are among the tests. Where the pages are silent or contradict each other, the code rests on the assumptions below. Those that stand in \`shared\` and \`functions\` matter in production; those that stand in \`test/emulator\` only decide what a laptop shows.

If you have an account, one command asks everything that a call can settle. It needs two test users of your own:

\`\`\`sh
npm run check:live -- --user USER --peer PEER --group GROUP --keyword WORD --open-questions --write
\`\`\`

Each line names the question, what is assumed and what Chat did. Without \`--write\`, only the probes that read are run. A probe puts back what it changes, also when it fails or is interrupted, and reports what is left. \`npm run check:live -- --help\` explains the options.
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
  return `## ${title}\n\n${table(['name', 'question', 'assumption', 'where it stands', 'what settles it'], rows)}\n`;
};

/** The page of what is not confirmed against the live service, made from the open questions. */
export const unconfirmedPage = (topics: readonly Topic[]): string => [introduction, ...topics.map(section)].join('\n');
