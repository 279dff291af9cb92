"""How somebody begins, changes and ends a subscription."""
