"""Every Chinese sentence the bot says by itself, in one place, to be read as prose.

Figures, quotes and questions come from the pack and the estimate; here is only what joins them.

``courtesy``   greeting, limits, what was not understood
``questions``  what the bot asks
``facts``      what was noted, changed, recorded
``amounts``    what one may get, and why it is a range
``advice``     what more would bring
``policy``     clauses, payment, stacking, validity, the document
"""
