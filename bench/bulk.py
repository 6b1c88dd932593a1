"""Much at once: the import against a bulk insert, and the export of every approved story."""

from bench import databases


def measured(few, many, folder, exports):
    databases.say("  import")
    found = {"import": databases.run(["bench.intake"], few, folder)}
    databases.say("  export of every story")
    return found | {"export": databases.run(["bench.outgoing", *map(str, exports)], many, folder)}
