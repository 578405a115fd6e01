"""XML of untrusted files."""

from lxml import etree

from fazhi.kernel.papers.errors import FileUnreadable


def parsed(body: bytes, member: str, name: str) -> etree._Element:
    """
    A member of an Office file as a tree, without entities or anything from outside.

    name  the file's own

    Raises FileUnreadable.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise FileUnreadable(name, f"{member}: {error}") from error
    # No Office file has a document type; it is how entities are smuggled in.
    if tree.getroottree().docinfo.doctype:
        raise FileUnreadable(name, f"{member}: a document type")
    return tree
