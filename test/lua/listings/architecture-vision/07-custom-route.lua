-- user/routes.lua
routes.get("/dashboard", function(req)
    return render("user/my_dashboard.liquid", { ... })
end)
