"""The qualified names that stand around a declaration and a response."""

METADATA_NAMESPACE = "urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"
DECLARATION_NAMESPACE = "urn:wco:datamodel:WCO:DEC-DMS:2"
DECLARATION_TYPES_NAMESPACE = "urn:wco:datamodel:WCO:Declaration_DS:DMS:2"
RESPONSE_NAMESPACE = "urn:wco:datamodel:WCO:RES-DMS:2"
RESPONSE_TYPES_NAMESPACE = "urn:wco:datamodel:WCO:Response_DS:DMS:2"

METADATA = f"{{{METADATA_NAMESPACE}}}MetaData"
DECLARATION = f"{{{DECLARATION_NAMESPACE}}}Declaration"
RESPONSE = f"{{{RESPONSE_NAMESPACE}}}Response"

_SUBMIT = "http://uk/gov/hmrc/mdg/declarationmanagement/submitdeclaration/request/schema/v1"
#: Submission envelopes known to stand around the metadata, and the way from their root to it.
WRAPPERS = {f"{{{_SUBMIT}}}submitDeclarationRequest": f"{{{_SUBMIT}}}requestDetail/{METADATA}"}

#: Hints to a schema processor; they say nothing about the declaration.
HINTS = frozenset(
    f"{{http://www.w3.org/2001/XMLSchema-instance}}{name}" for name in ("schemaLocation", "noNamespaceSchemaLocation")
)
