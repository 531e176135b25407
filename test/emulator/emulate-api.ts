import { afterAll, beforeEach } from 'vitest';
import type { Snapshot } from '#test/emulator/control';
import { signedAnswer } from '#test/emulator/signed-call';
import { type Emulator, type EmulatorOptions, startEmulator } from '#test/emulator/start-emulator';

/** An emulator of which a test file calls one API. */
export interface EmulatedApi {
  readonly emulator: Emulator;
  /** Calls the API with a right signature, at any rate. */
  readonly call: (body: unknown) => Promise<Readonly<Record<string, unknown>>>;
  /** The account of this id as it is now. */
  readonly user: (userId: string) => Snapshot['users'][number] | undefined;
}

/** Starts an emulator for the tests of one API. It goes back to its start before each test, and ends after the last. */
export const emulateApi = async (path: string, options: EmulatorOptions = {}): Promise<EmulatedApi> => {
  const limits = { ...options.limits, callsPerSecond: { [path]: 10_000 } };
  const emulator = await startEmulator({ ...options, limits });
  afterAll(emulator.close);
  beforeEach(emulator.reset);
  return {
    emulator,
    call: (body) => signedAnswer({ url: emulator.url, path, body }),
    user: (userId) => emulator.state().users.find(({ UserID }) => UserID === userId),
  };
};

/** The start of an `ErrorInfo` that names this field. */
export const named = (field: string): RegExp => new RegExp(`^${RegExp.escape(field)} must `);
