-- hublint in Neovim 0.7 and later, with nothing but the built-in client.
-- Put this file on the runtime path as plugin/hublint.lua.

vim.filetype.add({
  extension = { bicep = 'bicep', bicepparam = 'bicep-params', tf = 'terraform', tofu = 'terraform', tfvars = 'terraform-vars' },
})

local function root(buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  local found = vim.fn.finddir('.git', vim.fn.fnamemodify(path, ':h') .. ';')
  return found ~= '' and vim.fn.fnamemodify(found, ':p:h:h') or vim.fn.fnamemodify(path, ':p:h')
end

local clients = {}

-- One server for each repository. Neovim 0.8 and later keep track of them.
local function start(config, buffer)
  if vim.lsp.start then
    return vim.lsp.start(config)
  end
  local client = clients[config.root_dir]
  if not client or vim.lsp.client_is_stopped(client) then
    client = vim.lsp.start_client(config)
    clients[config.root_dir] = client
  end
  if client then
    vim.lsp.buf_attach_client(buffer, client)
  end
end

vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'bicep', 'bicep-params', 'terraform', 'terraform-vars', 'json', 'jsonc' },
  callback = function(event)
    start({
      name = 'hublint',
      cmd = { vim.g.hublint_command or 'hublint', 'lsp' },
      root_dir = root(event.buf),
      init_options = vim.g.hublint_settings or vim.empty_dict(),
    }, event.buf)
  end,
})
