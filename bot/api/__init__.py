"""The HTTP interface: one module for each part of it, put together in :mod:`bot.app`."""
