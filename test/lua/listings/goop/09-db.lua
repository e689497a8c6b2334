-- Read query, returns array of row tables
local rows = goop.db.query("SELECT * FROM answers WHERE quiz_id = ?", quiz_id)

-- Single scalar value
local count = goop.db.scalar("SELECT COUNT(*) FROM submissions WHERE peer_id = ?", goop.peer.id)

-- Write operations
goop.db.exec("UPDATE games SET board = ? WHERE _id = ?", new_board, game_id)
