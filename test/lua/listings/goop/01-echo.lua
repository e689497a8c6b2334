function handle(args)
    return "You said: " .. args
end
