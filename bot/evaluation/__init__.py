"""How well messages are understood, measured on utterances that are never trained on."""
