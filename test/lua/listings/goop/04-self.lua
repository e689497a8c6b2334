goop.self.id       -- string: local peer ID
goop.self.label    -- string: local profile label
