"""An analysis to text: sections, citations, verification, writing."""
