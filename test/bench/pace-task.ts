import { loadHandler } from '#test/bench/load-handler';
import { timed } from '#test/bench/statistics';
import { requestBody } from '#test/bench/surroundings';
import { report } from '#test/bench/task';
import { sqsBatch } from '#test/events/batches';

const [deployed = '', records = ''] = process.argv.slice(2);
const invoke = await loadHandler(deployed);
const batch = sqsBatch(Array.from({ length: Number(records) }, (_, index) => ({ id: `${index}`, body: requestBody })));
report([[await timed(() => invoke(batch))]]);
