# SPDX-License-Identifier: MIT
"""What is built, shown to whoever works on it: built again whenever a file is saved, on this machine and for nobody else."""
