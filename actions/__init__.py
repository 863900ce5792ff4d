"""What the bot says: read the turn, remember its facts, ask the rules, answer.

``turn``          what one message said
``telling``       which facts it tells, and where each belongs (``case``)
``absorb``        how they change what is remembered (``memory``); ``doubts``, ``plausible``: what is asked back first
``conversation``  one turn: facts, wishes, then what is to be asked (``agenda``, ``questions``)
``answers/``      one function for each intent; ``remarks``: what has no intent of its own
``words/``        the Chinese sentences, in one place
``routing``       the Rasa actions, one for each intent
"""
