import * as vscode from 'vscode';
import { LanguageClient, LanguageClientOptions, State as ClientState } from 'vscode-languageclient/node';
import { languages, needsReason, placeholder, serverSettings, State, status, withReason } from './logic';

let client: LanguageClient | undefined;
let state: State = 'stopped';
let output: vscode.OutputChannel;
let item: vscode.StatusBarItem;

const withReasonCommand = 'hublint.insertWithReason';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel('hublint');
  item = vscode.window.createStatusBarItem('hublint', vscode.StatusBarAlignment.Right, 10);
  item.name = 'hublint';
  item.command = 'hublint.showOutput';
  context.subscriptions.push(
    output,
    item,
    vscode.commands.registerCommand('hublint.restart', restart),
    vscode.commands.registerCommand('hublint.showOutput', () => output.show()),
    vscode.commands.registerCommand(withReasonCommand, insertWithReason),
    vscode.languages.onDidChangeDiagnostics(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidChangeConfiguration(async (e) => {
      if (e.affectsConfiguration('hublint.command') || e.affectsConfiguration('hublint.enable')) {
        await restart();
      } else if (e.affectsConfiguration('hublint') && client?.isRunning()) {
        await client.sendNotification('workspace/didChangeConfiguration', { settings: settings() });
      }
    }),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function setting(name: string): string | undefined {
  return vscode.workspace.getConfiguration('hublint').get<string>(name);
}

function settings(): Record<string, string> {
  return serverSettings(setting);
}

async function restart(): Promise<void> {
  const old = client;
  client = undefined;
  try {
    await old?.dispose();
  } catch (e) {
    output.appendLine(String(e));
  }
  if (!vscode.workspace.getConfiguration('hublint').get<boolean>('enable', true)) {
    state = 'stopped';
    show();
    return;
  }
  const command = setting('command') || 'hublint';
  const started = new LanguageClient('hublint', 'hublint', { command, args: ['lsp'] }, clientOptions());
  client = started;
  started.onDidChangeState((e) => {
    if (client === started) {
      state = e.newState === ClientState.Running ? 'running' : e.newState === ClientState.Starting ? 'starting' : 'stopped';
      show();
    }
  });
  try {
    await started.start();
  } catch (e) {
    output.appendLine(`cannot run ${command}: ${String(e)}`);
  }
}

function clientOptions(): LanguageClientOptions {
  return {
    documentSelector: languages.map((language) => ({ scheme: 'file', language })).concat([{ scheme: 'file', language: 'yaml' }])
      .map((s) => (s.language === 'yaml' ? { ...s, pattern: '**/.hublint.yaml' } : s)),
    initializationOptions: settings,
    outputChannel: output,
    middleware: {
      provideCodeActions: async (document, range, context, token, next) => askForReasons((await next(document, range, context, token)) ?? []),
    },
  };
}

/** Has actions that insert a comment without its reason ask for it first. */
function askForReasons(actions: (vscode.Command | vscode.CodeAction)[]): (vscode.Command | vscode.CodeAction)[] {
  for (const action of actions) {
    if (!(action instanceof vscode.CodeAction) || !action.edit) {
      continue;
    }
    const [uri, edits] = action.edit.entries()[0] ?? [];
    const edit = edits?.[0];
    if (uri && edit && needsReason(edit.newText)) {
      action.edit = undefined;
      action.command = { title: action.title, command: withReasonCommand, arguments: [uri, edit.range.start, edit.newText] };
    }
  }
  return actions;
}

async function insertWithReason(uri: vscode.Uri, at: vscode.Position, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const version = document.version;
  const reason = await vscode.window.showInputBox({ title: 'hublint', prompt: 'Why is this finding accepted?', placeHolder: placeholder });
  if (reason === undefined || document.version !== version) {
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, at, withReason(text, reason));
  await vscode.workspace.applyEdit(edit);
}

/** Writes the status bar for the active editor. */
function show(): void {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || !languages.includes(document.languageId)) {
    item.hide();
    return;
  }
  const own = vscode.languages.getDiagnostics(document.uri).filter((d) => d.source === 'hublint');
  const { text, tooltip } = status(state, own.map((d) => d.severity));
  item.text = text;
  item.tooltip = tooltip;
  item.show();
}
