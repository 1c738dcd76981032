"""The commands of `cvm`: each parses, calls one function of the library, and prints."""
