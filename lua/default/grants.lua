-- Files in improvements/ ask for what they need in their header (`--- @capability agents.send`). Whether they
-- get it is the person's to say, when the person wants to: nothing pops up by itself.

action.register("grants.review", function() botster.review_grants() end, { desc = "grant requests", group = "view" })
