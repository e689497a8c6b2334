// Agents as records: how they are named on the command line, and what is found again without a database.
import { expect, test } from 'vitest';
import { packMeta } from '../../src/hub/agent-record.ts';
import { type Agents, createAgents, type SavedAgent } from '../../src/hub/agents.ts';
import type { SessionInfo } from '../../src/protocol/host-api.ts';
import type { RpcError } from '../../src/protocol/rpc.ts';

function session(id: string, more: Partial<SessionInfo> = {}): SessionInfo {
  return {
    id,
    pid: 1,
    argv: ['/usr/bin/vim', 'x'],
    cwd: '/src',
    columns: 80,
    rows: 24,
    title: '',
    created_at: 1000,
    last_output_at: 0,
    last_input_at: 0,
    status: 'running',
    meta: '',
    ...more,
  };
}
const meta = (name: string, env?: Record<string, string>): string =>
  packMeta({ name, group: '/src', created_at: 5, argv: ['vim'], cwd: '/src', env });

function create(...sessions: SessionInfo[]): {
  agents: Agents;
  saved: Map<string, SavedAgent | null>;
  urgent: boolean[];
} {
  const saved = new Map<string, SavedAgent | null>();
  const urgent: boolean[] = [];
  const agents = createAgents({
    onChange: (isUrgent) => void urgent.push(isUrgent),
    onSave: (id, one) => void saved.set(id, one),
  });
  for (const one of sessions) agents.update(one);
  urgent.length = 0;
  return { agents, saved, urgent };
}

test.each([
  ['0a1', '0a1', 'the id'],
  ['0a', '0a1', 'a unique beginning of one'],
  ['build', '0b1', 'the name'],
  ['0b1', '0b1', 'an id before a name that is the same'],
  ['0b', '0c1', 'a name before a beginning that is the same'],
])('"%s" is %s: %s', (reference, id) => {
  const { agents } = create(
    session('0a1', { meta: meta('one') }),
    session('0b1', { meta: meta('build') }),
    session('0c1', { meta: meta('0b') }),
    session('0c2', { meta: meta('0b1') }),
  );
  expect(agents.resolve(reference).id).toBe(id);
});

test.each([
  ['nobody', 'not_found', /no agent "nobody"/],
  ['0a', 'ambiguous', /0a1 \(one\), 0a2 \(same\): use the id/],
  ['same', 'ambiguous', /0a2 \(same\), 0b1 \(same\)/],
])('"%s" is %s', (reference, kind, message) => {
  const { agents } = create(
    session('0a1', { meta: meta('one') }),
    session('0a2', { meta: meta('same') }),
    session('0b1', { meta: meta('same') }),
  );
  const attempt = (): unknown => agents.resolve(reference);
  expect(attempt).toThrow(message);
  try {
    attempt();
  } catch (error) {
    expect((error as RpcError).data).toEqual({ kind });
  }
});

test.each([
  '',
  'null',
  '[1]',
  '{"name":7,"created_at":1e99,"argv":"x"}',
  '{"name":""}',
])('a session whose metadata is %j has its defaults', (text) => {
  const { agents } = create(session('0a1', { meta: text }));
  expect(agents.get('0a1')).toMatchObject({
    name: 'vim',
    group: '/src',
    created_at: '1970-01-01T00:00:01.000Z',
  });
  expect(agents.meta('0a1').argv).toEqual(['/usr/bin/vim', 'x']);
});

test('the environment comes back from the session, and never goes to the database', () => {
  const { agents, saved } = create(session('0a1', { meta: meta('one', { TOKEN: 'secret' }) }));
  expect(agents.meta('0a1').env).toEqual({ TOKEN: 'secret' });
  expect(JSON.stringify(saved.get('0a1'))).not.toContain('secret');
  expect(JSON.parse(agents.rename('0a1', 'two')).env).toEqual({ TOKEN: 'secret' });
});

test('metadata too large for the host goes without the environment', () => {
  const packed = meta('one', { BIG: 'x'.repeat(70_000) });
  expect(packed.length).toBeLessThan(1000);
  expect(JSON.parse(packed)).toMatchObject({ name: 'one' });
});

test('an agent whose host died has failed, and says of what', () => {
  const { agents } = create(session('0a1', { meta: meta('one') }));
  agents.lose('0a1');
  expect(agents.get('0a1')).toMatchObject({ status: 'failed', signal: 'host died', pid: null });
  agents.update(session('0a1', { meta: meta('one') }));
  expect(agents.get('0a1')).toMatchObject({ status: 'running', pid: 1 });
});

test('what is the same is told to nobody; what ends is urgent, a title is not', () => {
  const { agents, urgent } = create(session('0a1'));
  agents.update(session('0a1', { last_input_at: 7 }));
  agents.patch('0a1', { title: '' });
  agents.setUnread('0a1', false);
  expect(urgent).toEqual([]);
  agents.patch('0a1', { title: 'new' });
  agents.setUnread('0a1', true);
  agents.patch('0a1', { status: 'exited', exit_code: 3 });
  expect(urgent).toEqual([false, false, true]);
  expect(agents.get('0a1')).toMatchObject({ status: 'exited', exit_code: 3, unread: true, title: 'new' });
});

test('names that are taken get a number', () => {
  const { agents } = create(session('0a1', { meta: meta('vim') }), session('0a2', { meta: meta('vim-2') }));
  expect(agents.freeName('vim')).toBe('vim-3');
  expect(agents.freeName('sh')).toBe('sh');
});
