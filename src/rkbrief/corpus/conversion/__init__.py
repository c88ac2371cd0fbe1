"""Files that are no text: each is taken apart in a child process with limits.

:mod:`converter` is the side of the program, :mod:`child` that of the process; what goes
between them is in :mod:`forms`. The other modules run in the child alone.
"""
