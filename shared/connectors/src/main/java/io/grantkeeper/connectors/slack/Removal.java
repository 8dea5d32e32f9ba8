package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import java.util.Optional;

/** What Slack can take away, as its calls name it. */
sealed interface Removal {
    /** Taken out of where it is installed, and kept from being installed again. */
    record Approval(String appId, String name, Place place) implements Removal {}

    /** Kept from being installed already; what is still installed is taken out. */
    record Leftover(String appId, String name, Place place) implements Removal {}

    record Installed(String appId, String name, Place workspace) implements Removal {}

    record Request(String requestId, String name, Place place) implements Removal {}

    /** Nothing that a call exists for. */
    record None(String what, String name) implements Removal {}

    static Removal of(RevocationTarget target) {
        return switch (target) {
            case RevocationTarget.OfGrant(NonHumanIdentity holder, Grant grant) -> ofGrant(holder, grant);
            case RevocationTarget.OfCredential(NonHumanIdentity holder, var _) ->
                new None("a credential", holder.displayName());
        };
    }

    private static Removal ofGrant(NonHumanIdentity holder, Grant grant) {
        String name = holder.displayName();
        if (!holder.form().equals(Apps.FORM)) {
            return new None("an integration of the time before apps", name);
        }
        String app = holder.id().externalId();
        String[] key = grant.key().split("/", 3);
        Optional<Place> place = key.length > 1 ? Place.of(key[1]) : Optional.empty();
        if (place.isEmpty()) {
            return new None("this grant", name);
        }
        return switch (key[0] + "/") {
            case AppListings.APPROVED_KEY -> new Approval(app, name, place.get());
            case AppListings.RESTRICTED_KEY -> new Leftover(app, name, place.get());
            case InstalledApps.KEY -> new Installed(app, name, place.get());
            case AppListings.REQUEST_KEY ->
                key.length == 3 ? new Request(key[2], name, place.get()) : new None("this grant", name);
            default -> new None("this grant", name);
        };
    }
}
