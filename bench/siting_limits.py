"""How many CPU seconds each instance gets, the same for every program, and what is claimed."""

from bench.instances import Instance

# of an instance of the family
BY_FAMILY = {"mkp": 5.0, "cwl": 5.0, "pmed": 5.0, "qap": 5.0, "gap": 14.0}
# few jobs an agent, so that a relaxation says little, or the relaxation alone takes long
LONGER = {"d20100": 60.0, "e10100": 40.0, "e20100": 20.0, "c20200": 16.0}
# too large to close in minutes: only with --all
BEYOND = ("capa", "capb", "capc", "chr12a", "had12", "nug12", "nug15")


def limit_of(one: Instance) -> float:
    """Return the CPU seconds of an instance."""
    return LONGER.get(one.name, BY_FAMILY[one.family])


def claimed(one: Instance) -> bool:
    """Say whether an instance is one that the command is to close, or bring within 0.1 %."""
    return not one.name.startswith(BEYOND)
