"""The subscribers as the city's staff meet them: who they are, lists in and out, what is kept."""
