// An agent program as the host runs it: the host's pseudo-terminal, screen and keys, without its socket.

import { unpackModes } from '../../../src/core/modes.ts';
import type { Size } from '../../../src/core/size.ts';
import { encodeKey, encodePaste } from '../../../src/host/input-encoder.ts';
import { openPty } from '../../../src/host/pty.ts';
import type { Pty } from '../../../src/host/pty-controls.ts';
import { readLines } from '../../../src/host/read-screen.ts';
import { createScreen, type Screen } from '../../../src/host/screen.ts';
import { until } from '../../helpers/until.ts';
import { createOscLog, type OscLog } from './osc-log.ts';

/** A frame is whole when nothing was printed for so long; spinners print every 50 to 100 ms. */
const QUIET_MS = 40;
const KEY_GAP_MS = 8;

export interface Program extends Size {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Record<string, string>;
}

export class Pane {
  readonly screen: Screen;
  readonly osc: OscLog = createOscLog();
  /** The last OSC 9;4 it sent. */
  progress: { state: number; value: number } | null = null;
  private readonly pty: Pty;
  private lastOutputAt = 0;
  private isRunning = true;

  constructor(program: Program) {
    this.screen = createScreen({
      columns: program.columns,
      rows: program.rows,
      scrollback: 2000,
      version: '0.1.0',
      colors: () => ({}),
      onReply: (text) => void this.pty.write(Buffer.from(text, 'latin1')),
      onNotice: ({ type, data }) => {
        if (type === 'progress') this.progress = data as { state: number; value: number };
      },
    });
    this.pty = openPty(
      program,
      (bytes) => {
        this.lastOutputAt = performance.now();
        this.osc.push(bytes);
        this.screen.write(bytes, () => {});
      },
      () => {
        this.isRunning = false;
      },
    );
  }

  get running(): boolean {
    return this.isRunning;
  }

  lines(): string[] {
    return readLines(this.screen, { all: false, ansi: false });
  }

  /** Waits until the screen's text fits; a RegExp sees lines joined by line feeds. */
  shows(what: RegExp | string, timeoutMs = 45_000): Promise<void> {
    const fits = (text: string): boolean =>
      typeof what === 'string' ? text.includes(what) : what.test(text);
    return until(`the screen shows ${what}`, () => fits(this.lines().join('\n')), {
      timeoutMs,
      detail: () => this.lines().join('\n'),
    });
  }

  /** Waits until the screen no longer shows it. */
  hides(what: RegExp, timeoutMs = 45_000): Promise<void> {
    return until(`the screen hides ${what}`, () => !what.test(this.lines().join('\n')), {
      timeoutMs,
      detail: () => this.lines().join('\n'),
    });
  }

  /** Waits until its title fits, or with `not` until it does not. */
  titled(what: RegExp, { not = false } = {}, timeoutMs = 45_000): Promise<void> {
    return until(
      `the title ${not ? 'does not fit' : 'fits'} ${what}`,
      () => what.test(this.screen.title()) !== not,
      {
        timeoutMs,
        detail: () => [this.screen.title(), ...this.lines()].join('\n'),
      },
    );
  }

  /** Waits for a whole frame: nothing printed for `quietMs`, or a pause between frames of what spins. */
  async settle(quietMs = QUIET_MS): Promise<void> {
    const end = performance.now() + 3000;
    await until('a whole frame', () => {
      const quiet = performance.now() - this.lastOutputAt;
      if (this.screen.holdsPainting()) return false;
      return quiet > quietMs || (performance.now() > end && quiet > QUIET_MS / 4);
    });
  }

  /** Types a text as a person does, a key after the other, and waits until its end is shown. */
  async type(text: string): Promise<void> {
    for (const char of text) {
      this.pty.write(Buffer.from(char));
      await new Promise((resolve) => setTimeout(resolve, KEY_GAP_MS));
    }
    const tail = text.replace(/\s/g, '').slice(-8);
    await until(
      `the typed text ends with ${tail}`,
      () => this.lines().join('').replace(/[\s│]/g, '').includes(tail),
      { detail: () => this.lines().join('\n') },
    );
    await this.settle();
  }

  /** Presses keys by their names (core/key.ts), each after the frame that the one before led to. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.pty.write(Buffer.from(encodeKey(key, unpackModes(this.screen.modes()))));
      await new Promise((resolve) => setTimeout(resolve, 60));
      await this.settle();
    }
  }

  paste(text: string): void {
    this.pty.write(Buffer.from(encodePaste(text, unpackModes(this.screen.modes()).bracketedPaste)));
  }

  /** Takes another size, and waits for the frame drawn for it. */
  async resize(size: Size): Promise<void> {
    this.screen.resize(size);
    this.pty.resize(size);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await this.settle();
  }

  async close(): Promise<void> {
    this.pty.kill(true);
    await until('the program ended', () => !this.isRunning);
    this.screen.dispose();
  }
}
