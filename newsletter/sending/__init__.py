"""An issue on its way: who gets it, the order to send it, and the work that a worker does."""
