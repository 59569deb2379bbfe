"""`python -m feidi` is the `feidi` command."""

from feidi.cli import main

if __name__ == "__main__":
    main(prog_name="feidi")
