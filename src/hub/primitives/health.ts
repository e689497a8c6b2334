// The program's own checks, as files ask for them (`health.check`).
import type { Check } from '../../health/check.ts';
import { machineChecks } from '../../health/machine.ts';
import { type TerminalAnswers, terminalChecks } from '../../health/terminal.ts';
import { maybeText, type Params } from '../params.ts';

/** `params` has the terminal of the view that asks, where one does. */
export async function machineHealth(params: Params, env: Record<string, string>): Promise<Check[]> {
  const terminal = params['terminal'] as (TerminalAnswers & { readonly depth?: string }) | null | undefined;
  const machine = await machineChecks({ env, copyCommand: maybeText(params, 'copy_command') });
  return terminal ? [...terminalChecks({ ...terminal, colors: terminal.depth }), ...machine] : machine;
}
