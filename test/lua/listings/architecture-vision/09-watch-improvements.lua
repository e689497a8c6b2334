watch.directory("~/.botster/improvements", function(path, event)
    if event == "modified" or event == "created" then
        hub:reload_file(path)
    end
end)
