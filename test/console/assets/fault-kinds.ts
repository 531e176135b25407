/** A number that a fault asks for. */
export interface FaultField {
  readonly name: string;
  readonly label: string;
  readonly value: number;
}

/** A way in which Chat can be made to fail. */
export interface FaultKind {
  readonly label: string;
  readonly field?: FaultField;
  /** The fault as the emulator takes it, but for the calls that it is for. */
  fault(value: number): object;
}

const html = '<html><body>Bad Gateway</body></html>';

/** The faults to choose from. */
export const faultKinds: Readonly<Record<string, FaultKind>> = {
  code: {
    label: 'Chat answers an error code',
    field: { name: 'ErrorCode', label: 'Code', value: 60008 },
    fault: (ErrorCode) => ({ kind: 'code', ErrorCode }),
  },
  delay: {
    label: 'The answer is late',
    field: { name: 'milliseconds', label: 'Milliseconds', value: 6_000 },
    fault: (milliseconds) => ({ kind: 'delay', milliseconds }),
  },
  cut: { label: 'The connection is cut', fault: () => ({ kind: 'cut' }) },
  lost: { label: 'Carried out, and the answer is lost', fault: () => ({ kind: 'cut', carriedOut: true }) },
  half: { label: 'Half an answer comes', fault: () => ({ kind: 'half' }) },
  status: {
    label: 'Another HTTP status, with HTML',
    field: { name: 'status', label: 'Status', value: 502 },
    fault: (status) => ({ kind: 'reply', status, body: html }),
  },
};
