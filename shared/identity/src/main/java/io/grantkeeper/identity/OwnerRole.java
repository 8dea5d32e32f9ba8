package io.grantkeeper.identity;

/** The reason why a person is an owner candidate for an identity, from the strongest claim to the weakest. */
public enum OwnerRole {
    AGREED_OWNER("agreed to own it"),
    DECLARED_OWNER("is named as its owner"),
    SPONSOR("sponsors it"),
    INSTALLER("installed it"),
    CREATOR("created it"),
    GRANTER("gave it access"),
    REQUESTER("requested it"),
    MOST_ACTIVE_USER("uses it most"),
    MANAGER("manages the person responsible for it");

    private final String description;

    OwnerRole(String words) {
        this.description = words;
    }

    public String description() {
        return description;
    }

    /**
     * Returns whether the role results from an action at one point in time, such as an installation, and therefore has
     * a date. The other roles describe a current state.
     */
    public boolean isOneTimeAction() {
        return switch (this) {
            case AGREED_OWNER, INSTALLER, CREATOR, GRANTER, REQUESTER -> true;
            case DECLARED_OWNER, SPONSOR, MOST_ACTIVE_USER, MANAGER -> false;
        };
    }
}
