/** A control that is refused: what it names exists already, or does not. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
}
