import * as z from 'zod/mini';
import { ChatError } from './chat-error.ts';

/** An id or name: a String with at least one character. */
export const text = () =>
  z.string('must be a String').check(z.minLength(1, { error: 'must not be empty', abort: true }));

/** What `Type` must be, for conversations that are neither. */
export const typeExpected = 'must be the Integer 1 or 2';

/** Reads a request by its schema. Throws `errorCode` with an `ErrorInfo` that names the first field at fault. */
export function readFields<Fields>(schema: z.ZodMiniType<Fields>, body: unknown, errorCode: number): Fields {
  const result = z.safeParse(schema, body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ChatError(errorCode, `${fieldName(issue?.path ?? [])} ${issue?.message ?? 'is invalid'}`);
}

function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the body';
  return path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name + (name && '.') + String(part)),
    '',
  );
}
