"""The catalogues of networks, places and projects: their facets, orders and files."""
