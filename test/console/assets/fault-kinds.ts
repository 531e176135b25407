/** A number that a fault asks for. */
export interface FaultField {
  readonly name: string;
  readonly label: string;
  readonly value: number;
}

/** A kind of fault. */
export interface FaultKind {
  readonly label: string;
  readonly field?: FaultField;
  /** The fault as the emulator expects it, without the calls that it applies to. */
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
  lost: { label: 'Carried out, but the answer is lost', fault: () => ({ kind: 'cut', carriedOut: true }) },
  half: { label: 'The answer stops halfway', fault: () => ({ kind: 'half' }) },
  status: {
    label: 'An HTML page instead of JSON',
    field: { name: 'status', label: 'Status', value: 502 },
    fault: (status) => ({ kind: 'reply', status, body: html }),
  },
};
