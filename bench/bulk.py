"""Much at once: the import against a bulk insert."""

from bench import databases


def measured(few, many, folder):
    databases.say("  import")
    return {"import": databases.run(["bench.intake"], few, folder)}
