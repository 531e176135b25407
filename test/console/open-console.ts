import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { loadApis } from '#test/load-apis';
import type { LocalAddresses } from '#test/local/addresses';
import { startLocalRun } from '#test/local/local-run';
import { findFreePorts } from '#test/local/ports';

const places = process.env.CHROMIUM ? [process.env.CHROMIUM] : ['/usr/bin/chromium', '/usr/bin/google-chrome'];

/** Where a Chromium is installed, if there is one; `CHROMIUM` names another place. */
export const chromiumPath = places.find((path) => existsSync(path));

/** No sandbox, since root has none; and nothing that Chromium would ask the network for by itself. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-lcd-text',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A local run, and a browser to look at its console. */
export interface OpenedConsole {
  readonly addresses: LocalAddresses;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Starts a local run on ports that are free, and a browser. A dead letter is one after two receives, to be short. */
export const openConsole = async (): Promise<OpenedConsole> => {
  const ports = await findFreePorts(30_000, 32_000);
  const apis = await loadApis();
  const [{ addresses, close }, browser] = await Promise.all([
    startLocalRun({ ports, apis, maxReceiveCount: 2 }),
    chromium.launch({ executablePath: chromiumPath ?? '', args: quiet }),
  ]);
  return {
    addresses,
    browser,
    close: async () => {
      await browser.close();
      await close();
    },
  };
};
