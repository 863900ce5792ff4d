"""Endurance of the channel, measured: ``python -m bot.channels.wechat.soak``."""
