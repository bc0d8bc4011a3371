"""Places and people joined: who may import places, the desk's pages for it, and who a place's councillors are.

Places and people stand side by side and neither knows the other; what needs both is here.
"""
