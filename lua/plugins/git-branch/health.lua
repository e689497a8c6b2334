-- What `botster-tui checkhealth git-branch` asks: is there a git, and does it know the project in front?

local function check()
  local path = fs.which("git")
  if not path then return health.error("git is not on the PATH", "install it: without it nothing is shown") end
  health.ok("git is " .. path)
  local status, err = git.status()
  if status then
    health.ok(("%s is on %s"):format(status.root, status.branch or "no branch"))
  else
    health.info("the project in front is no repository: " .. tostring(err))
  end
end

return { check = check }
