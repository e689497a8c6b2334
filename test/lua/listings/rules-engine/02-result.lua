return {
  decision = "autonomous" | "collaborative" | "escalated",
  confidence = 0.0-1.0,  -- number
  reasoning = "Human-readable explanation"  -- string
}
