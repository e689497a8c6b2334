// What a verb of the command line is: data for parsing and for help, and one function that does it.

export interface Flag {
  readonly type: 'boolean' | 'string' | 'number';
  /** What the value is called in help: `DIR`. */
  readonly value?: string;
  readonly multiple?: boolean;
  readonly help: string;
}

export interface Verb {
  /** What follows `botster-tui` in the usage line. */
  readonly usage: string;
  readonly summary: string;
  /** Whole command lines. At least one. */
  readonly examples: readonly string[];
  readonly flags?: Readonly<Record<string, Flag>>;
  /** Names of the arguments that must be there; a last one ending in `…` takes one or more, in `?` none or one, in `?…` any number. */
  readonly words?: readonly string[];
  /** What stands after `--` is a command to run, not more words. */
  readonly command?: boolean;
  /** Does it; the exit code where that is not 0. Throws CommandError. */
  run(args: Arguments, context: Context): Promise<number | undefined>;
}

/** A checked command line of one verb. */
export interface Arguments {
  readonly words: readonly string[];
  readonly command: readonly string[] | undefined;
  flag(name: string): boolean;
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  list(name: string): readonly string[];
}

/** What a verb may know of the world, and where it prints. */
export interface Context {
  /** Absolute; need not exist. */
  readonly home: string;
  readonly safe: boolean;
  readonly json: boolean;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Directory of the built entry files. */
  readonly entries: string;
  /** Prints a line, or lines. */
  print(text: string): void;
  /** Prints text as it is, without a line end. */
  write(text: string): void;
  /** A line for people that is no result: to stderr. */
  note(text: string): void;
}
