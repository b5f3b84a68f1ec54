"""XML from outside, parsed so that it can do no harm.

In: bytes. Out: the root element, or ReadError. No entity is expanded beyond the five of XML and characters,
no external thing is loaded, no document type is obeyed; trees deeper or larger than libxml2's own bounds
are refused.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from crosswire.errors import ReadError

_ADVICE = re.compile(r",? ?use XML_PARSE_HUGE option|,? ?see xmlCtxtSetMaxAmplification\.?")


def parse_xml(data: bytes, source: str, *, what: str) -> Any:
    """The root element of `data`; `what` names the format in the message.

    Raises ReadError where it is not well-formed or declares entities.

    >>> parse_xml(b"<nitf><head/></nitf>", "a.xml", what="NITF").tag
    'nitf'
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_pis=True, remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        why = plainly(getattr(error, "msg", None) or str(error))
        raise ReadError(f"{source}: is {what} that is not well-formed ({why}); ask for it again.") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        raise ReadError(f"{source}: is {what} that declares entities, as an XML bomb does; it is not read.")
    return root


def plainly(why: str) -> str:
    """What libxml2 says of a document, without its advice to programmers.

    >>> plainly("Excessive depth in document: 256, use XML_PARSE_HUGE option, line 2, column 7")
    'Excessive depth in document: 256, line 2, column 7'
    """
    return _ADVICE.sub("", why)


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
