package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Administrator roles, as a person or a client holds them. Standard roles go by their type, custom ones by their label,
 * which is all that Okta tells without a call for each.
 */
final class AdminRoles {
    /** Roles are written so, for a scope may have any other name. */
    static final String PREFIX = "role:";

    private static final String CUSTOM = "CUSTOM";
    private static final String SUPER = "SUPER_ADMIN";
    /** Standard roles over everything of the organisation. Source: Okta's list of standard roles. */
    private static final List<String> EVERYTHING = List.of(
            SUPER, "ORG_ADMIN", "READ_ONLY_ADMIN", "API_ACCESS_MANAGEMENT_ADMIN", "MOBILE_ADMIN", "REPORT_ADMIN");

    private AdminRoles() {}

    static OktaApi.Call ofUser(String userId) {
        return new OktaApi.Call(OktaScopes.ROLES, OktaLimits.OTHER, OktaApi.path("/api/v1/users/%s/roles", userId));
    }

    static OktaApi.Call ofClient(String clientId) {
        return new OktaApi.Call(
                OktaScopes.ROLES, OktaLimits.OTHER, OktaApi.path("/oauth2/v1/clients/%s/roles", clientId));
    }

    static String name(JsonBody role) throws ConnectorException {
        String type = role.text("type");
        Optional<String> label = role.optionalText("label");
        return PREFIX + (type.equals(CUSTOM) && label.isPresent() ? label.get() : type);
    }

    /** A client's own role: one grant each, since each can be taken away alone. */
    static Grant ofClient(JsonBody role) throws ConnectorException {
        String name = name(role);
        return Grant.of(
                        "role/" + role.text("id"),
                        GrantSubject.tenant(),
                        ScopeGrants.OKTA,
                        PermissionKind.APPLICATION,
                        List.of(name))
                .withReach(reach(List.of(name)))
                .withStanding(Apps.standing(role.optionalText("status").orElse("")))
                .withGranted(Knowledge.unknown(), Apps.moment(role, "created"))
                .withExpires(Moment.never());
    }

    /** What an API token may do: whatever its owner may. */
    static Grant ofOwner(List<JsonBody> roles, PersonId owner, Moment made) throws ConnectorException {
        SortedSet<String> names = new TreeSet<>();
        for (JsonBody role : roles) {
            if (!Apps.standing(role.optionalText("status").orElse("ACTIVE")).equals(Standing.SUSPENDED)) {
                names.add(name(role));
            }
        }
        return Grant.of("owner-rights", GrantSubject.tenant(), ScopeGrants.OKTA, PermissionKind.APPLICATION, names)
                .withReach(reach(names))
                .withStanding(Standing.ACTIVE)
                .withGranted(Knowledge.known(owner), made);
    }

    /** Group, app and custom roles can be narrowed to some groups, apps or resource sets. */
    private static ResourceReach reach(Iterable<String> names) {
        ResourceReach reach = ResourceReach.NONE;
        for (String name : names) {
            if (EVERYTHING.contains(name.substring(PREFIX.length()))) {
                return ResourceReach.ALL;
            }
            reach = ResourceReach.UNKNOWN;
        }
        return reach;
    }
}
