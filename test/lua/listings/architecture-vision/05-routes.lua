routes.get("/dashboard", function(req)
    return render("dashboard.liquid", {
        agents = hub:list_agents(),
        user = req.user,
    })
end)

routes.post("/agents/:id/kill", function(req)
    hub:kill_agent(req.params.id)
    return redirect("/dashboard")
end)
