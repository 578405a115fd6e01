"""The trail's own action codes."""

ERASE = "audit.erase"
READS = "audit.reads"
SUBJECT = "audit.entry"  # subject kind of an erasure; its id is the entry's number
READS_PER_ENTRY = 1_000
EXPORT = "audit.export"
