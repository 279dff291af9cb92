"""Projects under the names that CORDIS, keep.eu and Kohesio use, as the import reads them."""
