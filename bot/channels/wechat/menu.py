SAY = "say:"
