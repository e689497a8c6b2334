function hub:reload_file(path)
    -- Preserve state
    local state = self:serialize_state()

    -- Load new code
    local ok, err = pcall(dofile, path)
    if not ok then
        log.error("Failed to load %s: %s", path, err)
        return false
    end

    -- Restore state
    self:restore_state(state)
    log.info("Reloaded: %s", path)
    return true
end
