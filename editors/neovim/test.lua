-- Opens a bad file, accepts what is found in it by the code action, saves, and
-- sees that it is gone. Run by test.sh.

local rule = 'hub-min-tls'

local function fail(message)
  io.stderr:write('editors/neovim: ' .. message .. '\n')
  vim.cmd('cquit 1')
end

local function found()
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.code == rule or (d.user_data and d.user_data.lsp and d.user_data.lsp.code == rule) then
      return d
    end
  end
end

local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then
    fail('waited in vain for ' .. what .. '; there are ' .. vim.inspect(vim.diagnostic.get(0)))
  end
end

vim.cmd('edit main.bicep')
wait('the diagnostic ' .. rule, found)
local d = found()
print(string.format('found %s at %d:%d: %s', rule, d.lnum + 1, d.col + 1, d.message))

local params = {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = { start = { line = d.lnum, character = d.col }, ['end'] = { line = d.end_lnum, character = d.end_col } },
  context = { diagnostics = {} },
}
local edit
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 20000) or {}) do
  for _, action in ipairs(answer.result or {}) do
    if action.title == 'Ignore ' .. rule .. ' here, with a reason' then
      edit = action.edit
    end
  end
end
if not edit then
  fail('there is no action that ignores ' .. rule)
end
vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
vim.cmd('write')
wait('the diagnostic to go', function() return not found() end)

for _, line in ipairs(vim.fn.readfile('main.bicep')) do
  if line:find('hublint:ignore ' .. rule, 1, true) then
    print('accepted by ' .. vim.trim(line))
    vim.cmd('qall!')
  end
end
fail('the comment is not in the file')
