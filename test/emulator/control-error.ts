/** The error of a control that adds something that exists or is one too many, or names something that does not. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
}

/** Throws a `ControlError` when there is no room for one more. */
export const mustHaveRoom = (held: readonly unknown[], most: number, what: string): void => {
  if (held.length >= most) throw new ControlError(`expected at most ${most} ${what}; there are as many already`);
};
