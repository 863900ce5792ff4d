"""What the bot says: read the turn, remember its facts, ask the rules, answer.

``turn``          what one message said; ``continuing``: figures it only supposes, goes on from or echoes
``telling``       which facts it tells, and where each belongs (``case``, ``projects``)
``confirming``    several conditions answered at once, with their exceptions
``absorb``        how they change what is remembered (``memory``); ``doubts``, ``plausible``: what is asked back first
``conversation``  one turn: facts, wishes, then what is to be asked (``agenda``)
``questions``     what is missing; ``doubt_questions``, ``amount_questions``: what is doubtful, what an amount is
``answers/``      one function for each intent; ``remarks``: what has no intent of its own
``words/``        the Chinese sentences, in one place; ``variety``: not the same ones twice
``routing``       the Rasa actions, one for each intent
"""
