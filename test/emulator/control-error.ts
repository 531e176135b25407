/** The error of a control that adds something that exists, or names something that does not. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
}
