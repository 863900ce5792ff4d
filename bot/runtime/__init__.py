"""The trained bot at work: its model, its conversations, its sessions."""
