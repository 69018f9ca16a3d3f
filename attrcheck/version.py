"""The version of attrcheck, the one place that has it."""

VERSION = "0.1.0"
