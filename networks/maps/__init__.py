"""The map of partners, drawn as SVG on the server."""
