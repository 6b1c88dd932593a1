"""Who calls: the first thing to ask."""

from datetime import datetime

from ninja import Router, Schema

from articles.api.tokens import Token

router = Router(tags=["Account"])


class Caller(Schema):
    """The account behind the token, and what the token may do."""

    user: str
    name: str
    groups: list[str]
    token: str
    scopes: list[str]
    expires_at: datetime


@router.get("/me", response=Caller, auth=Token())
def read_caller(request):
    """Whose token this is, and what it may do."""
    user, token = request.user, request.auth
    return {
        "user": user.get_username(),
        "name": user.get_full_name(),
        "groups": list(user.groups.order_by("name").values_list("name", flat=True)),
        "token": token.name,
        "scopes": token.scopes,
        "expires_at": token.expires_at,
    }
