"""What people judge of sources and claims, by the Admiralty code: taken from a file, kept, and read back."""
