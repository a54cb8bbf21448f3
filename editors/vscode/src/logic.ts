// What the extension decides by itself, without an editor.

/** The languages whose files are linted. */
export const languages = ['bicep', 'bicep-params', 'json', 'jsonc', 'terraform', 'terraform-vars', 'opentofu'];

/** What stands in an inserted comment where the user has to say why. */
export const placeholder = 'TODO: say why';

/** The settings of the server, as it wants them: what is empty is left out. */
export function serverSettings(get: (name: string) => string | undefined): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of ['minSeverity', 'config']) {
    const value = get(name)?.trim();
    if (value) {
      out[name] = value;
    }
  }
  return out;
}

/** Whether a text to insert is a comment that lacks its reason. */
export function needsReason(text: string): boolean {
  return text.includes('hublint:ignore') && text.includes(placeholder);
}

/** The text with a reason, which is kept to one line and does not end a comment. */
export function withReason(text: string, reason: string): string {
  const line = reason.replace(/\s+/g, ' ').replaceAll('*/', '* /').trim();
  return line === '' ? text : text.replace(placeholder, () => line);
}

/** State of the server, as far as the status bar tells it. */
export type State = 'starting' | 'running' | 'stopped';

/** The text and the tooltip of the status bar. Severities are those of the editor: 0 is an error. */
export function status(state: State, severities: number[]): { text: string; tooltip: string } {
  switch (state) {
    case 'starting':
      return { text: '$(sync~spin) hublint', tooltip: 'hublint is starting' };
    case 'stopped':
      return { text: '$(circle-slash) hublint', tooltip: 'hublint does not run; click for its output' };
  }
  if (severities.length === 0) {
    return { text: '$(check) hublint', tooltip: 'hublint finds nothing in this file' };
  }
  const words = ['error', 'warning', 'note'].flatMap((word, i) => {
    const n = severities.filter((s) => Math.min(s, 2) === i).length;
    return n === 0 ? [] : [`${n} ${word}${n === 1 ? '' : 's'}`];
  });
  return { text: `$(warning) hublint ${severities.length}`, tooltip: `hublint finds ${words.join(', ')} in this file` };
}
