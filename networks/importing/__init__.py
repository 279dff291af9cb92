"""Projects from files that were saved from CORDIS, keep.eu and Kohesio, or written by hand."""
