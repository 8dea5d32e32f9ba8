package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import java.util.Optional;

/** The target of a revocation, with the ids that the calls to Slack need. */
sealed interface SlackRevocationTarget {
    /** An approved app. The revocation uninstalls it, and restricts it so that it cannot be installed again. */
    record Approval(String appId, String name, SlackContext place) implements SlackRevocationTarget {}

    /** A restricted app. The revocation removes its remaining installations. */
    record RestrictedInstallation(String appId, String name, SlackContext place) implements SlackRevocationTarget {}

    record Installed(String appId, String name, SlackContext workspace) implements SlackRevocationTarget {}

    record Request(String requestId, String name, SlackContext place) implements SlackRevocationTarget {}

    /** A target that no API call can revoke. */
    record Unsupported(String what, String name) implements SlackRevocationTarget {}

    static SlackRevocationTarget of(RevocationTarget target) {
        return target.map(
                SlackRevocationTarget::ofGrant,
                (identity, _) ->
                        new Unsupported("a credential", identity.displayName().text()));
    }

    private static SlackRevocationTarget ofGrant(NonHumanIdentity identity, Grant grant) {
        String name = identity.displayName().text();
        if (!identity.form().equals(SlackAppMapper.FORM)) {
            return new Unsupported("an integration from before apps existed", name);
        }
        String app = identity.id().externalId();
        String[] key = grant.key().split("/", 3);
        Optional<SlackContext> place = key.length > 1 ? SlackContext.of(key[1]) : Optional.empty();
        if (place.isEmpty()) {
            return new Unsupported("this grant", name);
        }
        return switch (key[0] + "/") {
            case SlackAppListings.APPROVED_KEY -> new Approval(app, name, place.get());
            case SlackAppListings.RESTRICTED_KEY -> new RestrictedInstallation(app, name, place.get());
            case SlackInstalledAppsStream.KEY -> new Installed(app, name, place.get());
            case SlackAppListings.REQUEST_KEY ->
                key.length == 3 ? new Request(key[2], name, place.get()) : new Unsupported("this grant", name);
            default -> new Unsupported("this grant", name);
        };
    }
}
