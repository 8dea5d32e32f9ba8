package io.grantkeeper.identity;

/** Why a person may be the one who answers for an identity; declared from the strongest claim to the weakest. */
public enum OwnerRole {
    DECLARED_OWNER("is named as its owner"),
    SPONSOR("sponsors it"),
    INSTALLER("installed it"),
    CREATOR("created it"),
    GRANTER("gave it access"),
    REQUESTER("asked for it"),
    MOST_ACTIVE_USER("uses it most"),
    MANAGER("manages the person who is responsible");

    private final String words;

    OwnerRole(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether it is something that somebody did once, so that a day belongs to it; the others are so now. */
    public boolean happened() {
        return switch (this) {
            case INSTALLER, CREATOR, GRANTER, REQUESTER -> true;
            case DECLARED_OWNER, SPONSOR, MOST_ACTIVE_USER, MANAGER -> false;
        };
    }
}
