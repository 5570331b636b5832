-- A session in Neovim with its own client: what it gets is written to a file, for
-- the test to look at.
local root, program, out = vim.env.FIELDBOOK_ROOT, vim.env.FIELDBOOK, vim.env.FIELDBOOK_OUT
local seen = {}
local function finish()
  local file = assert(io.open(out, "w"))
  file:write(vim.fn.json_encode(seen))
  file:close()
  vim.cmd("qall!")
end

vim.cmd("edit " .. root .. "/content/well.md")
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ name = "fieldbook", cmd = { program, "lsp", "--no-cache" }, root_dir = root })
vim.lsp.buf_attach_client(buffer, client)
local function ask(method, params)
  local answers, err = vim.lsp.buf_request_sync(buffer, method, params, 10000)
  if not answers or not answers[client] then
    return { error = tostring(err) }
  end
  return answers[client]
end
local function at(line, character)
  return { textDocument = vim.lsp.util.make_text_document_params(buffer), position = { line = line, character = character } }
end
local ok, why = pcall(function()
  vim.wait(10000, function() return vim.lsp.get_client_by_id(client) ~= nil and vim.lsp.get_client_by_id(client).initialized end, 20)
  -- An unsaved line with a mistake is told.
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { "", "A 😀 [dead](a/sise.md) link." })
  vim.wait(10000, function() return #vim.diagnostic.get(buffer) > 0 end, 20)
  seen.diagnostics = vim.diagnostic.get(buffer)
  seen.actions = ask("textDocument/codeAction", {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = { start = { line = 4, character = 12 }, ["end"] = { line = 4, character = 12 } },
    context = { diagnostics = {} },
  }).result
  vim.lsp.util.apply_workspace_edit(seen.actions[1].edit, "utf-16")
  vim.wait(10000, function() return #vim.diagnostic.get(buffer) == 0 end, 20)
  seen.mended = vim.api.nvim_buf_get_lines(buffer, 4, 5, false)[1]
  seen.hover = ask("textDocument/hover", at(2, 10)).result
  seen.definition = ask("textDocument/definition", at(2, 10)).result
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { "[x](criterion:" })
  seen.completion = ask("textDocument/completion", at(5, 14)).result
  local rename = at(2, 10)
  rename.newName = "b/small.md"
  seen.rename = ask("textDocument/rename", rename).result
end)
if not ok then
  seen.failed = tostring(why)
end
finish()
