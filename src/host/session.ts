// A session: one program on one pseudo-terminal, its screen, and who looks at it. It lives until its
// program has ended *and* the hub has acknowledged that.
import { KEY_MODE_BITS, unpackModes } from '../core/modes.ts';
import { clampSize, type Size } from '../core/size.ts';
import type { SessionInfo } from '../protocol/host-api.ts';
import type { InputItem } from '../protocol/input-codec.ts';
import type { ScreenUpdate } from '../protocol/screen-codec.ts';
import { encodeItem } from './encode-item.ts';
import { howItEnded } from './exit-record.ts';
import { encodeKey, encodePaste } from './input-encoder.ts';
import type { Notice } from './notices.ts';
import { openPty } from './pty.ts';
import type { Pty, PtyExit } from './pty-controls.ts';
import { createReplyLimit } from './reply-limit.ts';
import { createRing, type Ring } from './ring.ts';
import type { Lane } from './scheduler.ts';
import { createScreen, type Screen, type ScreenState } from './screen.ts';
import type { SessionOptions, SessionState } from './session-state.ts';
import { createSignal } from './signal.ts';
import { afterNotice, NOTHING_TOLD, type Told } from './told.ts';
import { createViewer, type Viewer } from './viewer.ts';

/** Raw output kept for tails and for rebuilding a terminal that threw. */
const RING_BYTES = 128 * 1024;
/** A read that brings so much is hardly ever the last of what was written: viewers get the whole of it. */
const FULL_READ = 2048;
const MORE_MS = 4;

export class Session {
  readonly id: string;
  meta: string;
  readonly ring: Ring;
  private readonly options: Omit<SessionOptions, 'adopt'>;
  private readonly pty: Pty;
  private readonly lane: Lane;
  private readonly viewers = new Set<Viewer>();
  /** Called before a resize; what they return, after it. Those of viewers come first. */
  readonly pins = new Set<() => () => void>();
  /** Output came. */
  readonly output = createSignal();
  /** The screen may show something else. */
  readonly change = createSignal();
  /** Told of what is typed into it, as it is written; for recordings. */
  readonly typing = new Set<(bytes: Uint8Array) => void>();
  /** What its program last told of what it does. */
  told: Told;
  private readonly createdAt: number;
  private screenNow: Screen;
  private replies = (_text: string): void => {};
  private lastOutputAt = 0;
  /** When somebody last typed into it, in milliseconds since the epoch; 0 for never. */
  typedAt = 0;
  private exit: PtyExit | null = null;
  /** Bytes that the terminal has been given; the ring holds what waits, too. */
  private parsed = 0;
  /** The terminal is being given again what it had: nobody is told, nothing is answered. */
  private replaying = false;
  /** Runs while the rest of a large write is waited for. */
  private moreTimer: NodeJS.Timeout | undefined;

  constructor({ adopt, ...options }: SessionOptions) {
    this.options = options;
    this.id = options.id;
    this.meta = options.meta;
    this.lane = options.scheduler.lane({
      urgent: () => this.viewers.size > 0,
      parse: (bytes) => this.parse(bytes),
      pause: () => this.pty.pause(),
      resume: () => this.pty.resume(),
    });
    const state = adopt?.state;
    this.ring = createRing(RING_BYTES, state?.ring);
    this.parsed = this.ring.end();
    this.createdAt = state?.createdAt ?? Date.now();
    this.lastOutputAt = state?.lastOutputAt ?? 0;
    this.typedAt = state?.lastInputAt ?? 0;
    this.exit = state?.exit ?? null;
    this.told = state?.told ?? NOTHING_TOLD;
    this.replaying = state !== undefined;
    this.screenNow = this.makeScreen(clampSize(options), state?.screen);
    this.replaying = false;
    const taken = [(bytes: Buffer) => this.take(bytes), (exit: PtyExit) => this.ended(exit)] as const;
    this.pty = adopt?.open(...taken) ?? openPty(options, ...taken);
    this.replies = createReplyLimit((text) => void this.pty.write(Buffer.from(text, 'latin1')));
    if (!state) options.journal.add(this.id, 'started', { pid: this.pty.pid });
  }

  get screen(): Screen {
    return this.screenNow;
  }

  get running(): boolean {
    return this.exit === null;
  }

  info(): SessionInfo {
    const { argv, cwd } = this.options;
    return {
      id: this.id,
      pid: this.pty.pid,
      ...{ argv: [...argv], cwd },
      ...this.screenNow.size(),
      title: this.screenNow.title(),
      created_at: this.createdAt,
      last_output_at: this.lastOutputAt,
      last_input_at: this.typedAt,
      status: this.exit ? 'exited' : 'running',
      ...(this.exit ? howItEnded(this.exit) : { exit_code: null, signal: null }),
      meta: this.meta,
    };
  }

  /** Starts sending updates; returns the viewer and the function that ends it. */
  view(
    channel: number,
    scroll: number,
    send: (update: ScreenUpdate) => void,
  ): { viewer: Viewer; close: () => void } {
    this.lane.flush();
    const viewer = createViewer({ channel, screen: this.screenNow, scroll, send });
    this.viewers.add(viewer);
    viewer.changed();
    const close = (): void => {
      viewer.close();
      this.viewers.delete(viewer);
    };
    return { viewer, close };
  }

  /** Everything that was printed is on the screen. */
  settle(): void {
    this.lane.flush();
  }

  /** Input from a person: original bytes where they fit the program's modes, encoded anew where not. */
  input(items: readonly InputItem[], typedUnder: number): void {
    const word = this.screenNow.modes();
    const fits = (word & KEY_MODE_BITS) === (typedUnder & KEY_MODE_BITS);
    const modes = unpackModes(word);
    const parts = items.map((item) => encodeItem(item, modes, fits));
    this.write(parts.length === 1 ? parts[0]! : Buffer.concat(parts));
  }

  /** Writes as it is. False when the program has stopped reading and its queue is full. */
  write(bytes: Uint8Array): boolean {
    if (bytes.length === 0) return true;
    this.typedAt = Date.now();
    if (this.typing.size > 0) for (const tell of this.typing) tell(bytes);
    return this.pty.write(bytes);
  }

  keys(names: readonly string[]): boolean {
    const modes = unpackModes(this.screenNow.modes());
    return this.write(Buffer.from(names.map((name) => encodeKey(name, modes)).join('')));
  }

  paste(text: string): boolean {
    return this.write(Buffer.from(encodePaste(text, unpackModes(this.screenNow.modes()).bracketedPaste)));
  }

  resize(size: Size): void {
    const next = clampSize(size);
    const { columns, rows } = this.screenNow.size();
    if (next.columns === columns && next.rows === rows) return;
    this.lane.flush();
    const places = [...this.viewers].map((viewer) => viewer.pin()).concat([...this.pins].map((pin) => pin()));
    try {
      this.screenNow.resize(next);
    } catch (error) {
      this.rebuild(error, next);
    }
    this.pty.resize(next);
    for (const place of places) place();
    this.changed();
  }

  kill(force: boolean): void {
    this.pty.kill(force);
  }

  /** The descriptor of its terminal, while that is open. */
  descriptor(): number | null {
    return this.pty.descriptor();
  }

  /** Takes nothing more from the program until `thaw`, and shows all that was taken. */
  freeze(): void {
    this.settle();
    this.pty.freeze();
    this.settle();
  }

  thaw(): void {
    this.pty.thaw();
  }

  /** All of it, for the next host. Only while frozen. */
  capture(): SessionState {
    const { id, argv, cwd, scrollback } = this.options;
    const { createdAt, lastOutputAt, typedAt: lastInputAt, meta, exit, ring, told } = this;
    const { bytes } = ring.since(0);
    return {
      ...{ id, argv, cwd, scrollback, meta, createdAt, lastOutputAt, lastInputAt, exit, told },
      pid: this.pty.pid,
      isDying: this.pty.isDying(),
      ring: { bytes, end: ring.end() },
      screen: this.screenNow.capture(bytes),
    };
  }

  /** Input that the program has not read, which is no longer this host's to write. */
  takeInput(): Buffer {
    return this.pty.takeInput();
  }

  dispose(): void {
    clearTimeout(this.moreTimer);
    this.lane.close();
    for (const viewer of this.viewers) viewer.close();
    this.viewers.clear();
    this.screenNow.dispose();
    this.options.journal.forget(this.id);
  }

  private take(bytes: Buffer): void {
    this.lastOutputAt = Date.now();
    this.ring.push(bytes);
    this.lane.push(bytes);
    this.output.tell();
  }

  private parse(bytes: Buffer): void {
    let isLate = false;
    try {
      // What takes long is parsed in parts, the last of them after this has returned.
      this.screenNow.write(bytes, () => isLate && this.changed());
    } catch (error) {
      this.rebuild(error, this.screenNow.size(), bytes.length);
    }
    isLate = true;
    this.parsed += bytes.length;
    if (bytes.length < FULL_READ) this.changed();
    else this.moreTimer ??= setTimeout(() => this.changed(), MORE_MS);
  }

  private changed(): void {
    clearTimeout(this.moreTimer);
    this.moreTimer = undefined;
    for (const viewer of this.viewers) viewer.changed();
    this.change.tell();
  }

  private makeScreen(size: Size, from?: ScreenState): Screen {
    const { scrollback, version, colors, journal } = this.options;
    const options = {
      ...{ ...size, scrollback, version, colors },
      onReply: (text: string) => this.replaying || this.replies(text),
      onNotice: (notice: Notice) => {
        if (this.replaying) return;
        this.told = afterNotice(this.told, notice);
        journal.add(this.id, notice.type, notice.data);
      },
    };
    return createScreen(options, from);
  }

  /**
   * xterm.js threw: it is of no use any more. A new terminal is given what was printed up to now; without
   * the last `doubtful` bytes if it throws at them again; and better nothing than no terminal.
   */
  private rebuild(cause: unknown, size: Size, doubtful = 0): void {
    const { bytes, at } = this.ring.since(0);
    const upTo = (end: number): Buffer => bytes.subarray(0, Math.max(0, end - at));
    this.replaying = true;
    for (const text of [upTo(this.parsed + doubtful), upTo(this.parsed), upTo(0)]) {
      this.screenNow.dispose();
      this.screenNow = this.makeScreen(size);
      try {
        this.screenNow.write(text, () => {});
        break;
      } catch {
        // The next is shorter.
      }
    }
    this.replaying = false;
    for (const viewer of this.viewers) viewer.replace(this.screenNow);
    this.options.journal.add(this.id, 'rebuilt', {
      message: cause instanceof Error ? cause.message : String(cause),
    });
  }

  private ended(exit: PtyExit): void {
    this.lane.flush();
    this.exit = exit;
    this.options.journal.add(this.id, 'exited', howItEnded(exit));
    this.changed();
    this.output.tell();
  }
}
