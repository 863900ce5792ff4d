"""The families of quantities: each module reads one kind where it could begin, or says that it is none."""
