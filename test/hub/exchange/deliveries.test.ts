// When a text is typed into an agent, when it waits, and what its sender is told.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createDeliveries,
  type Deliveries,
  type Delivery,
  type Target,
} from '../../../src/hub/exchange/deliveries.ts';

/** A program with one line of input, which it shows after its prompt. */
class Program implements Target {
  lines: string[] = ['$ '];
  input = 0;
  running = true;
  takesPastes = false;
  echoes = true;
  readonly done: string[] = [];
  private line = '';

  isRunning = () => this.running;
  lastInput = async () => this.input;
  async look() {
    const shown = this.echoes ? `${this.lines.at(-1)}${this.line}` : this.lines.at(-1)!;
    return {
      lines: [...this.lines.slice(0, -1), shown],
      cursor: { x: shown.length, y: this.lines.length - 1 },
      takesPastes: this.takesPastes,
    };
  }
  async paste(text: string) {
    this.input = Date.now();
    this.line += text;
  }
  async enter() {
    this.input = Date.now();
    this.done.push(this.line);
    this.lines.push('$ ');
    this.line = '';
  }
  /** A person presses a key. */
  type(text: string) {
    this.input = Date.now();
    this.line += text;
  }
}

let program: Program;
let deliveries: Deliveries;
let typed: Delivery[];
let givenUp: string[];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  vi.setSystemTime(1_000_000);
  program = new Program();
  typed = [];
  givenUp = [];
  deliveries = createDeliveries({
    target: () => program,
    onTyped: (delivery) => void typed.push(delivery),
    onGivenUp: (_delivery, reason) => void givenUp.push(reason),
  });
});
afterEach(() => {
  deliveries.close();
  vi.useRealTimers();
});

const text = (text: string, enter = true): Delivery => ({ to: 'a', from: 'codex', text, enter });
/** What became of a delivery within so many seconds; null while its sender waits. */
async function within<T>(seconds: number, promise: Promise<T>): Promise<T | null> {
  let result: T | null = null;
  void promise.then((value) => {
    result = value;
  });
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  return result;
}

describe('a delivery', () => {
  test('is typed, seen, entered, and told of with its sender', async () => {
    expect(await within(0.1, deliveries.send(text('make test')))).toEqual({ delivered: true, queued: false });
    expect(program.done).toEqual(['make test']);
    expect(typed).toMatchObject([{ from: 'codex', text: 'make test' }]);
  });

  test('waits while a person types, and for two seconds after', async () => {
    program.type('gi');
    const sent = deliveries.send(text('make'));
    expect(await within(1, sent)).toBe(null);
    program.type('t');
    expect(await within(1.7, sent)).toBe(null);
    expect(typed).toEqual([]);
    expect(await within(1, sent)).toMatchObject({ delivered: true });
  });

  test('that is for now or not at all is refused while a person types, and nothing waits', async () => {
    program.type('l');
    expect(await deliveries.send({ to: 'a', from: 'user', text: 'hi', enter: true, isNow: true })).toEqual({
      delivered: false,
      queued: false,
      reason: 'a person is typing there',
    });
    expect(typed).toEqual([]);
    expect(givenUp).toEqual([]);
  });

  test('is queued where the person goes on, and typed later', async () => {
    program.type('x');
    const sent = deliveries.send(text('test'));
    for (let i = 0; i < 10; i++) {
      program.type('');
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(await sent).toEqual({ delivered: false, queued: true, reason: 'a person is typing there' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(program.done).toEqual(['xtest']);
  });

  test('does not answer a question', async () => {
    program.lines = ['Delete everything? [y/N] '];
    const sent = deliveries.send(text('yes, but first run the tests'));
    expect(await within(5, sent)).toMatchObject({
      queued: true,
      reason: expect.stringContaining('a yes or no'),
    });
    expect(typed).toEqual([]);
    program.lines = ['Delete everything? [y/N] n', '$ '];
    await vi.advanceTimersByTimeAsync(1000);
    expect(program.done).toEqual(['yes, but first run the tests']);
  });

  test('is not entered where it is not to be seen', async () => {
    program.echoes = false;
    expect(await within(3, deliveries.send(text('secret')))).toEqual({
      delivered: false,
      queued: false,
      reason: 'it was typed, but is not to be seen on the screen, so Enter was not pressed',
    });
    expect(program.done).toEqual([]);
  });

  test('is not entered where a person began to type', async () => {
    program.paste = async (pasted) => {
      program.type(pasted);
      vi.setSystemTime(Date.now() + 5);
    };
    const look = program.look.bind(program);
    let looks = 0;
    program.look = async () => {
      if (++looks === 3) program.type('');
      return look();
    };
    expect(await within(1, deliveries.send(text('make')))).toMatchObject({
      delivered: false,
      reason: expect.stringContaining('a person types too'),
    });
    expect(program.done).toEqual([]);
  });

  test('of several lines needs a program that takes pastes', async () => {
    expect(await within(1, deliveries.send(text('a\nb')))).toMatchObject({
      delivered: false,
      reason: expect.stringContaining('takes no pastes'),
    });
    program.takesPastes = true;
    expect(await within(1, deliveries.send(text('a\nb')))).toMatchObject({ delivered: true });
  });

  test('comes in order, one at a time', async () => {
    const all = ['one', 'two', 'three'].map((line) => deliveries.send(text(line)));
    await vi.advanceTimersByTimeAsync(500);
    expect(await Promise.all(all)).toEqual(Array(3).fill({ delivered: true, queued: false }));
    expect(program.done).toEqual(['one', 'two', 'three']);
  });

  test('to a program that ends meanwhile is given up, and told of', async () => {
    program.lines = ['password: '];
    const sent = deliveries.send(text('make'));
    expect(await within(5, sent)).toMatchObject({ queued: true });
    program.running = false;
    await vi.advanceTimersByTimeAsync(1000);
    expect(givenUp).toEqual(['it has ended']);
  });

  test('is given up after ten minutes, and more than fifty do not wait', async () => {
    program.lines = ['password: '];
    for (let i = 0; i < 50; i++) void deliveries.send(text(`${i}`));
    expect(() => deliveries.send(text('x'))).toThrow(/50 texts wait/);
    await vi.advanceTimersByTimeAsync(11 * 60_000);
    expect(givenUp[0]).toContain('it waited too long');
  });

  test("a program's own keys are nobody's typing", async () => {
    program.type('x');
    await deliveries.wasOurs('a');
    expect(await within(0.2, deliveries.send(text('y')))).toMatchObject({ delivered: true });
  });
});
