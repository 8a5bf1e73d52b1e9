/**
 * Something that the administrator has to mend before the work can go on. The message is one or more plain sentences:
 * what was found, where, and what to do. The command line prints it without a stack and leaves with `exitCode`.
 */
export class Refusal extends Error {
  readonly exitCode: number
  /** `exitCode` 2 is for input that cannot be used, 1 for everything else. */
  constructor(sentences: string, exitCode: 1 | 2 = 1) {
    super(sentences)
    this.name = 'Refusal'
    this.exitCode = exitCode
  }
}
