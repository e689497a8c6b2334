-- PTY
pty.spawn(cmd, { args = {}, env = {}, cwd = "" })
pty:write(data)
pty:resize(cols, rows)
pty:kill()
pty:on_output(callback)
pty:on_exit(callback)

-- Terminal (for TUI)
term.size()
term.clear()
term.set_cursor(x, y)
term.write(text, { fg = "white", bg = "black", bold = false })
term.flush()

-- Events
events.on(event_type, callback)
events.off(subscription_id)
events.emit(event_type, payload)

-- HTTP Client
http.get(url, { headers = {} })
http.post(url, { json = {}, headers = {} })

-- WebSocket
ws.connect(url)
ws:send(data)
ws:on_message(callback)
ws:close()

-- WebRTC (higher-level)
webrtc.connect(signal_url, token)
webrtc:send(channel, data)
webrtc:on_message(callback)

-- Crypto
crypto.encrypt(plaintext, key)
crypto.decrypt(ciphertext, key)
crypto.random_bytes(n)

-- Keyring
keyring.get(service, key)
keyring.set(service, key, value)

-- Git
git.worktree_add(repo, path, branch)
git.worktree_remove(path)
git.status(path)

-- File watching (for hot reload)
watch.directory(path, callback)
