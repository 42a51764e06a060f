"""The published form of the kit: JSON Feed documents in numbered packs."""
