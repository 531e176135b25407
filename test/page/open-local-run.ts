import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { loadApis } from '#test/load-apis';
import { startLocalRun } from '#test/local/local-run';
import { findFreePorts } from '#test/local/ports';

const places = process.env.CHROMIUM ? [process.env.CHROMIUM] : ['/usr/bin/chromium', '/usr/bin/google-chrome'];

/** Where a Chromium is installed, if there is one; `CHROMIUM` names another place. */
export const chromiumPath = places.find((path) => existsSync(path));

/** No sandbox, since root has none; and nothing that Chromium would ask the network for by itself. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A local run with its page, and a browser to look at it. */
export interface OpenedRun {
  readonly url: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Starts a local run on ports that are free, and a browser. */
export const openLocalRun = async (): Promise<OpenedRun> => {
  const ports = await findFreePorts(30_000, 32_000);
  const { addresses, close } = await startLocalRun({ ports, apis: await loadApis() });
  const browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: quiet });
  return {
    url: addresses.console,
    browser,
    close: async () => {
      await browser.close();
      await close();
    },
  };
};
