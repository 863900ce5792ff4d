"""What the bot says: read the turn, remember its facts, ask the rules, answer.

``memory``   what a conversation remembers between turns
``turn``     what one message said
``absorb``   how the facts of a turn change the memory
``answers/`` one function for each intent
``words``    the Chinese sentences, in one place
``routing``  the Rasa actions, one for each intent
"""
