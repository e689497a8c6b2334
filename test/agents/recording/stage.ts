// Where a scene plays: an empty home with a small project, a scripted model, and one agent program.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Expected, fixtureText, type Meaning, saveFixture } from './fixture.ts';
import { type ModelServer, startModelServer } from './model/server.ts';
import { Pane } from './pane.ts';

/** The sandbox (sandbox.sh) has both, and the programs run as this user. */
export const HOME = '/home/dev';
const INSTALLED = '/opt/agents';
const USER = 1000;

export const WIDE = { columns: 100, rows: 30 };
export const NARROW = { columns: 47, rows: 30 };

/** How one agent program is started. */
export interface Agent {
  readonly name: string;
  /** Its package's folder below the folder where it is installed: `@openai/codex`. */
  readonly package: string;
  /** Files of its home, by path, and what to run there. */
  prepare(port: number): {
    readonly files: Readonly<Record<string, string>>;
    readonly env: Readonly<Record<string, string>>;
    readonly argv: readonly string[];
  };
  readonly scenes: Readonly<Record<string, Scene>>;
}

export type Scene = (stage: Stage) => Promise<void>;

export interface StartOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Files of the home besides, or instead of, the agent's own. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A fixture's meaning; what is expected is the first part of its name. */
export type Note = Omit<Meaning, 'expected'>;

export class Stage {
  readonly model: ModelServer;
  private readonly agent: Agent;
  private readonly version: string;
  private readonly folder: string;
  private readonly show: boolean;
  private pane: Pane | null = null;

  private constructor(agent: Agent, model: ModelServer, options: StageOptions) {
    this.agent = agent;
    this.model = model;
    this.version = options.version;
    this.folder = options.folder;
    this.show = options.show;
  }

  static async open(agent: Agent, options: StageOptions): Promise<Stage> {
    const model = await startModelServer(options.log);
    rmSync(HOME, { recursive: true, force: true });
    return new Stage(agent, model, options);
  }

  /** Starts the program in a home that is as new, or as a run before in this scene left it. */
  async start(options: StartOptions = {}): Promise<Pane> {
    await this.pane?.close();
    const { argv, env, files } = this.agent.prepare(this.model.port);
    makeHome({ ...project, ...files, ...options.files });
    this.pane = new Pane({
      columns: options.columns ?? WIDE.columns,
      rows: options.rows ?? WIDE.rows,
      argv: [...asUser, ...argv, ...(options.args ?? [])],
      cwd: join(HOME, 'project'),
      env: { ...environment, ...env, ...options.env },
    });
    return this.pane;
  }

  /** Saves the screen as it is, under a name that begins with what it means. */
  snap(name: string, note: Note = {}): void {
    const expected = name.split('-')[0] as Expected;
    const text = fixtureText(this.pane!, this.agent.name, this.version, { expected, ...note });
    saveFixture(this.folder, this.agent.name, name, text);
    console.log(this.show ? `--- ${name}\n${text}` : `    ${name}`);
  }

  /** Saves the screen, and as `<name>-47` what becomes of it in a terminal of 47 columns. */
  async both(name: string, note: Note = {}): Promise<void> {
    this.snap(name, note);
    await this.pane!.resize(NARROW);
    this.snap(`${name}-47`, note);
    await this.pane!.resize(WIDE);
  }

  async close(): Promise<void> {
    await this.pane?.close();
    this.model.close();
  }
}

export interface StageOptions {
  readonly version: string;
  /** Where fixtures go. */
  readonly folder: string;
  /** Prints each screen saved. */
  readonly show: boolean;
  /** Where the model's requests are logged. */
  readonly log: string | null;
}

/** The path of a file below an agent's folder of the sandbox. */
export function installed(agent: string, path: string): string {
  return join(INSTALLED, agent, 'node_modules', path);
}

export const asUser = ['setpriv', `--reuid=${USER}`, `--regid=${USER}`, '--clear-groups', '--inh-caps=-all'];

/** All that a program inherits, besides what its agent adds: as the host sets it, and nothing of the machine. */
export const environment = {
  HOME,
  USER: 'dev',
  LOGNAME: 'dev',
  SHELL: '/bin/bash',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  TERM: 'xterm-256color',
  COLORTERM: 'truecolor',
  TERM_PROGRAM: 'botster-tui',
  TERM_PROGRAM_VERSION: '0.1.0',
};

export const project = {
  'project/parser.js': [
    "// Splits a line of settings at the first '='.",
    'export function parse(line) {',
    "  const [key, value] = line.split('=');",
    '  return { key, value };',
    '}',
    '',
  ].join('\n'),
  'project/package.json': '{ "name": "settings", "version": "1.0.0", "type": "module" }\n',
  '.gitconfig': '[user]\n\tname = dev\n\temail = dev@example.invalid\n[init]\n\tdefaultBranch = main\n',
};

export function makeHome(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(HOME, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    if (text.startsWith('#!')) chmodSync(file, 0o755);
  }
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'safe.directory=*', ...args], {
      cwd: join(HOME, 'project'),
      env: { PATH: environment.PATH, HOME },
      stdio: 'ignore',
    });
  };
  git('init');
  git('add', '.');
  git('commit', '--allow-empty', '-m', 'Start');
  execFileSync('chown', ['-R', `${USER}:${USER}`, HOME]);
}
