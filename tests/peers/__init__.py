# SPDX-License-Identifier: MIT
"""The same question asked of a second engine, or of the schema of somebody else."""
