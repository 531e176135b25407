import { afterAll, beforeEach } from 'vitest';
import type { Snapshot } from '#test/emulator/control';
import { signedAnswer } from '#test/emulator/signed-call';
import { type Emulator, type EmulatorOptions, startEmulator } from '#test/emulator/start-emulator';

/** An emulator for the tests of one API. */
export interface EmulatedApi {
  readonly emulator: Emulator;
  /** Calls the API with a valid UserSig and no rate limit. */
  readonly call: (body: unknown) => Promise<Readonly<Record<string, unknown>>>;
  /** The current state of an account. */
  readonly user: (userId: string) => Snapshot['users'][number] | undefined;
}

/** Starts an emulator for the tests of one API. It resets before each test and stops after the last. */
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

/** Matches the start of an `ErrorInfo` that names this field. */
export const named = (field: string): RegExp => new RegExp(`^${RegExp.escape(field)} must `);
