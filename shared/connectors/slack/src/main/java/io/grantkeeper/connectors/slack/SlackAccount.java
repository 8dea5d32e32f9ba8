package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Alias;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A person's administrator role and second factor, as the listings state them. In an organization, a flag does not say
 * whether a person administers the organization or one workspace, so the person's role is recorded as an unspecified
 * role. The organization's listing states whether single sign-on is used, but a read of one member does not; in that
 * case, the sign-in method is unknown. A workspace's listing shows the second factor only to administrators. Sources:
 * https://docs.slack.dev/reference/objects/user-object and https://docs.slack.dev/reference/methods/admin.users.list
 */
final class SlackAccount {
    private static final String ROLE = "slack-role";
    private static final String SIGN_IN = "slack-sign-in";
    private static final String SOME_ROLE = "delegated-admin";
    private static final String NO_ROLE = "member";

    private SlackAccount() {}

    /**
     * Returns the aliases that record what is known about an account.
     *
     * @param organization whether the user is a member of an organization with several workspaces
     */
    static Set<Alias> aliases(JsonNodeReader user, boolean organization) throws ConnectorException {
        Set<Alias> aliases = new HashSet<>();
        role(user, organization).ifPresent(role -> aliases.add(new Alias(ROLE, role)));
        if (!organization && user.optionalFlag("has_2fa").equals(Optional.of(true))) {
            aliases.add(new Alias(SIGN_IN, "mfa"));
        }
        return aliases;
    }

    private static Optional<String> role(JsonNodeReader user, boolean organization) throws ConnectorException {
        if (user.optionalFlag("is_admin").isEmpty()
                && user.optionalFlag("is_owner").isEmpty()) {
            return Optional.empty();
        }
        boolean primary = user.flagOrFalse("is_primary_owner");
        boolean owner = user.flagOrFalse("is_owner");
        boolean admin = user.flagOrFalse("is_admin");
        if (!primary && !owner && !admin) {
            return Optional.of(NO_ROLE);
        }
        return Optional.of(organization ? SOME_ROLE : primary ? "primary-owner" : owner ? "owner" : "admin");
    }
}
