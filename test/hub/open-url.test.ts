// Which links are opened, and by what.
import { expect, test } from 'vitest';
import { openerOf, openUrl, webUrl } from '../../src/hub/open-url.ts';

test.each([
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['HTTP://Example.org', 'http://example.org/'],
])('%s is opened', (given, expected) => {
  expect(webUrl(given)).toBe(expected);
});

test.each([
  ['file:///etc/passwd', 'links of file: are not opened'],
  ['javascript:alert(1)', 'links of javascript: are not opened'],
  ['vscode://x', 'links of vscode: are not opened'],
  ['--help', 'this is no link'],
  [`https://x/${'a'.repeat(5000)}`, 'longer than 4096'],
])('%s is refused', (given, reason) => {
  expect(() => webUrl(given)).toThrow(reason);
});

test('what opens them: what is set, the desktop, nothing over ssh', () => {
  expect(openerOf('firefox --new-tab', {}, 'linux')).toEqual(['firefox', '--new-tab']);
  expect(openerOf(undefined, { DISPLAY: ':0' }, 'linux')).toEqual(['xdg-open']);
  expect(openerOf(undefined, {}, 'darwin')).toEqual(['open']);
  expect(openerOf(undefined, { SSH_CONNECTION: 'x' }, 'darwin')).toBe(null);
  expect(openerOf('', {}, 'linux')).toBe(null);
});

test('a program that is not there says so, and what to do', async () => {
  await expect(openUrl('https://x.org', '/no/such/program', {})).rejects.toThrow('set botster.open_command');
});
