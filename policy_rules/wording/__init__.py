"""Chinese words for what the rules found. Words never change amounts."""
