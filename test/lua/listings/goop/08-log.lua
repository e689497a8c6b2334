goop.log.info("processing request from " .. goop.peer.id)
goop.log.warn("API key missing, using fallback")
goop.log.error("failed to parse response")
