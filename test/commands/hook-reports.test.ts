// What the hooks of programs mean.
import { expect, test } from 'vitest';
import { reportOfHook } from '../../src/commands/hook-reports.ts';

test.each([
  ['claude', { hook_event_name: 'UserPromptSubmit', prompt: 'x' }, { state: 'working' }],
  ['claude', { hook_event_name: 'PostToolUse', tool_name: 'Bash' }, { state: 'working' }],
  ['claude', { hook_event_name: 'Stop' }, { state: 'done' }],
  ['claude', { hook_event_name: 'SessionEnd' }, { state: 'unknown' }],
  [
    'claude',
    { hook_event_name: 'Notification', message: 'Claude needs your permission to use Bash' },
    { state: 'blocked', reason: 'Claude needs your permission to use Bash' },
  ],
  [
    'claude',
    { hook_event_name: 'Notification', notification_type: 'elicitation_dialog', message: 'Which one?' },
    { state: 'blocked', reason: 'Which one?' },
  ],
  // It has rested for a minute: nothing new.
  ['claude', { hook_event_name: 'Notification', message: 'Claude is waiting for your input' }, null],
  [
    'claude',
    { hook_event_name: 'Notification', notification_type: 'idle_prompt', message: 'permission' },
    null,
  ],
  ['codex', { hook_event_name: 'UserPromptSubmit', prompt: 'x' }, { state: 'working' }],
  [
    'codex',
    { hook_event_name: 'PermissionRequest', tool_name: 'Bash' },
    { state: 'blocked', reason: 'May it use Bash?' },
  ],
  ['codex', { hook_event_name: 'Stop' }, { state: 'done' }],
  // Its notification program, which is told of the end of asides too.
  ['codex', { type: 'agent-turn-complete', 'last-assistant-message': 'x' }, null],
  ['gemini', { hook_event_name: 'BeforeAgent' }, { state: 'working' }],
  [
    'gemini',
    { hook_event_name: 'Notification', notification_type: 'ToolPermission', message: 'Allow ls?' },
    { state: 'blocked', reason: 'Allow ls?' },
  ],
  ['gemini', { hook_event_name: 'AfterAgent' }, { state: 'done' }],
])('%s %j', (program, given, report) => {
  expect(reportOfHook(program, JSON.stringify(given))).toEqual(report);
});

test.each([
  ['claude', 'no JSON'],
  ['claude', '"text"'],
  ['toString', '{}'],
])('%s %s: nothing, and no error', (program, text) => {
  expect(reportOfHook(program, text)).toBeNull();
});
