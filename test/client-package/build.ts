import { fileURLToPath } from 'node:url';
import { buildClientPackage } from '#test/client-package/build-client-package';

await buildClientPackage(fileURLToPath(new URL('../../.build/client', import.meta.url)));
