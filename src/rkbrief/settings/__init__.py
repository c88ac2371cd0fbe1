"""Reading settings: YAML nodes, declared types, layers. Knows no key by name."""
