"""``akn schema``: which official schema the tool stands on, and where it lies."""

from __future__ import annotations

import click

from akn.schema.official import catalogue


@click.command()
def schema() -> None:
    """Print the official schema: name, version, official address, hash, and where the file lies.

    Each file is held to the hash that the catalogue pins; another hash is an error (exit code 2).
    """
    for number, file in enumerate(catalogue().values()):
        file.read()
        if number:
            click.echo()
        click.echo(f"name     {file.title}")
        click.echo(f"version  {file.version}")
        click.echo(f"url      {file.url}")
        click.echo(f"sha256   {file.sha256}")
        click.echo(f"file     {file.locate()}")
