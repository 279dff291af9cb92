"""The readers' side: to subscribe, confirm, change, end, and be forgotten."""
