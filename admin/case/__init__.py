"""One case in the words of the pages: how it stands, its dates, what has happened, what may be done next."""
