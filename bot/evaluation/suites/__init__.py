"""Other projects' test suites, as a measure of the quantity grammar: `python -m bot.evaluation.suites FOLDER`."""
