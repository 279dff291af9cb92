"""What other databases call things: read by the import, written by the export, said once.

Where a database has had several names, the one of today comes first: it is the one written.
"""

# Instead of the number that a database gives, for a project that it does not have: our own key.
OWN = "urn:uuid:"
