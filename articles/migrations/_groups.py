"""For migrations that bring models: what the groups may do with them."""

from django.contrib.auth.management import create_permissions


def grant(apps, editor, group, codenames):
    """Give the group the permissions. They are usually made after all migrations; a group needs them now."""
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=editor.connection.alias)
    config.models_module = None
    found = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", codename__in=codenames
    )
    if missing := set(codenames) - {permission.codename for permission in found}:
        raise LookupError(f"There are no permissions {sorted(missing)}.")
    apps.get_model("auth", "Group").objects.get_or_create(name=group)[0].permissions.add(*found)
