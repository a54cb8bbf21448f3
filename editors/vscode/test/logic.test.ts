import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsReason, serverSettings, status, withReason } from '../src/logic';

const comment = '// hublint:ignore hub-min-tls -- TODO: say why\n  ';

test('settings that are empty are left out', () => {
  const set: Record<string, string> = { minSeverity: 'note', config: ' ' };
  assert.deepEqual(serverSettings((name) => set[name]), { minSeverity: 'note' });
  assert.deepEqual(serverSettings(() => undefined), {});
});

test('a comment without a reason asks for it', () => {
  assert.ok(needsReason(comment));
  assert.ok(!needsReason(withReason(comment, 'old modems')));
  assert.ok(!needsReason('TODO: say why'));
});

test('a reason stays on one line, as it is written', () => {
  assert.equal(withReason(comment, ' old\nmodems $& '), '// hublint:ignore hub-min-tls -- old modems $&\n  ');
  assert.equal(withReason(comment, 'a */ b'), '// hublint:ignore hub-min-tls -- a * / b\n  ');
  assert.equal(withReason(comment, '  '), comment);
});

test('the status bar counts by severity', () => {
  assert.equal(status('starting', []).tooltip, 'hublint is starting');
  assert.match(status('stopped', [0]).text, /slash/);
  assert.equal(status('running', []).text, '$(check) hublint');
  assert.deepEqual(status('running', [0, 1, 1, 2, 3]), { text: '$(warning) hublint 5', tooltip: 'hublint finds 1 error, 2 warnings, 2 notes in this file' });
});
