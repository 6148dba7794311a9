"""Pages from the web, politely and safely: an address -> bytes, or one sentence that says why not.

What the network brings is bounded in time and size, comes from public addresses only, and is asked for as robots.txt
and the server's own headers wish.
"""
