"""Ways to reach the bot other than the web page."""
