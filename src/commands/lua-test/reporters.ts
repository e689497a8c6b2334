// What a run of tests prints: for people, for programs that read TAP, or as JSON at the end.
import type { TestResult } from './run-spec.ts';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  readonly ms: number;
  readonly written: number;
  readonly updated: number;
  /** Kept screens that no test asked for. */
  readonly obsolete: readonly string[];
}

export interface Reporter {
  result(result: TestResult): void;
  end(totals: Totals, results: readonly TestResult[]): void;
}

type Print = (text: string) => void;

export function humanReporter(print: Print): Reporter {
  let file: string | null = null;
  return {
    result(result) {
      if (result.file !== file) print(`${file === null ? '' : '\n'}${result.file}`);
      file = result.file;
      const mark = { passed: '✓', failed: '✗', pending: '-' }[result.status];
      const time = result.ms >= 100 ? ` (${result.ms} ms)` : '';
      print(`  ${mark} ${titleOf(result)}${result.status === 'pending' ? ' (pending)' : time}`);
      if (result.failure) print(indent(failureText(result), '      '));
    },
    end(totals) {
      const snapshots = snapshotText(totals);
      const counts = [
        `${totals.passed} passed`,
        ...(totals.failed > 0 ? [`${totals.failed} failed`] : []),
        ...(totals.pending > 0 ? [`${totals.pending} pending`] : []),
      ];
      print(`\n${counts.join(', ')} in ${(totals.ms / 1000).toFixed(1)} s`);
      if (snapshots) print(snapshots);
    },
  };
}

/** https://testanything.org/tap-version-14-specification.html */
export function tapReporter(print: Print): Reporter {
  let count = 0;
  print('TAP version 14');
  return {
    result(result) {
      const name = `${result.file}: ${titleOf(result)}`.replace(/[\\#]/g, '\\$&').replaceAll('\n', ' ');
      const skip = result.status === 'pending' ? ' # SKIP pending' : '';
      print(`${result.status === 'failed' ? 'not ok' : 'ok'} ${++count} - ${name}${skip}`);
      const { failure } = result;
      if (!failure) return;
      const at = `at: ${JSON.stringify(`${failure.file}:${failure.line}`)}`;
      print(indent(['---', 'message: |-', indent(failure.message, '  '), at, '...'].join('\n'), '  '));
    },
    end: () => print(`1..${count}`),
  };
}

export function jsonReporter(print: Print): Reporter {
  return {
    result() {},
    end(totals, tests) {
      print(JSON.stringify({ ok: totals.failed === 0, ...totals, tests }));
    },
  };
}

function titleOf({ names }: TestResult): string {
  return names.length === 0 ? 'loads' : names.join(' ');
}

function failureText({ failure }: TestResult): string {
  if (!failure) return '';
  const { file, line, message, source, traceback } = failure;
  const shown = source ? [`  > ${line}  ${source}`] : [];
  // The first place is the headline's.
  const through = traceback.slice(1).map((place) => `  called from ${place}`);
  return [`${file}:${line}: ${message}`, ...shown, ...through].join('\n');
}

function snapshotText({ written, updated, obsolete }: Totals): string {
  const parts = [
    ...(written > 0 ? [`${written} written`] : []),
    ...(updated > 0 ? [`${updated} updated`] : []),
    ...(obsolete.length > 0 ? [`${obsolete.length} not used any more (${obsolete.join(', ')})`] : []),
  ];
  return parts.length === 0 ? '' : `snapshots: ${parts.join(', ')}`;
}

function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : by + line))
    .join('\n');
}
