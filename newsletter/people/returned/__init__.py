"""Mail that comes back: told by the e-mail service, or read from the bounce mailbox."""
