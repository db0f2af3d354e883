"""What the units of each layer see: size, jump and start, parameters, multiply-adds."""

import json

import click

from scenes.studio.failures import answering


@click.command("receptive-field", help=__doc__)
@click.argument("network", metavar="NAME|FILE.onnx", required=False)
@click.option(
    "--input-size", metavar="N or H,W", help="Of the image.  [default: the network's own]"
)
@click.option("--layer", metavar="NAME", help="Tell everything about this layer.")
@click.option("--all", "every", is_flag=True, help="Activations and the like, too.")
@click.option("--list", "listed", is_flag=True, help="Name the networks of the zoo.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object, with every layer.")
@click.option("-v", "--verbose", is_flag=True, help="Tell more when something fails.")
@answering()
def command(
    network: str | None,
    input_size: str | None,
    layer: str | None,
    every: bool,
    listed: bool,
    as_json: bool,
    verbose: bool,
) -> None:
    """Answer the command."""
    from scenes.studio import account

    if listed:
        click.echo(json.dumps(account.plain_zoo())) if as_json else account.show_zoo()
        return
    if network is None:
        raise click.UsageError("name a network, such as vgg16, or an .onnx file; see --list")
    size = None if input_size is None else account.size_of(input_size)
    found = account.account_of(network, size)
    if layer is not None:
        line = account.line_of(found, layer)
        facts = account.layer_facts(found, line)
        click.echo(json.dumps(facts)) if as_json else account.show_layer(found, line)
    elif as_json:
        click.echo(json.dumps(account.plain_account(found)))
    else:
        account.show_account(found, every=every)
