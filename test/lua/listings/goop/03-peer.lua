goop.peer.id       -- string: caller's peer ID (e.g., "12D3KooW...")
goop.peer.label    -- string: caller's profile label (if known), or ""
