import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { loadApis } from '#test/load-apis';
import type { LocalAddresses } from '#test/local/addresses';
import { startLocalRun } from '#test/local/local-run';
import { findFreePorts } from '#test/local/ports';

const places = process.env.CHROMIUM ? [process.env.CHROMIUM] : ['/usr/bin/chromium', '/usr/bin/google-chrome'];

/** The path of Chromium, if it is installed; `CHROMIUM` overrides it. */
export const chromiumPath = places.find((path) => existsSync(path));

/** Without the sandbox, which root cannot use, and without Chromium's own network requests. */
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

/** Starts a local run on free ports, and a browser. Messages are dead letters after two receives, which is quicker. */
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
