"""What a hit means: the evidence for and against, the score, the level, the opposition windows."""
