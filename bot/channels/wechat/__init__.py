"""The WeChat official account (公众号) and, on the same core, a WeCom application (企业微信).

A request passes the gate (``gate``), becomes a message (``messages``), is made durable (``journal``) and
has its turn (``turns``); the desk (``desk``) gives the answer to one request, or leaves it to ``delivery``.
"""
