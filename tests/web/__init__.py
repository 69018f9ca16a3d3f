"""The network: fetched, recorded, replayed, and hostile."""
