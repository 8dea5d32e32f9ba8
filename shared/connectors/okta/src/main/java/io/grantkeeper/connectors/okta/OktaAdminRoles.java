package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads the administrator roles of a person or a client. A standard role is named by its type and a custom role by its
 * label, because Okta returns no further details without another call for each role.
 */
final class OktaAdminRoles {
    /** The prefix that distinguishes roles from scopes, whose names can be any other text. */
    static final String PREFIX = "role:";

    /** The name of a role whose reach or permissions are unknown. */
    static final String SOME = "delegated-admin";

    private static final String CUSTOM = "CUSTOM";
    private static final String SUPER = "SUPER_ADMIN";
    /**
     * The standard roles that cover the whole organization. Source:
     * https://help.okta.com/en-us/content/topics/security/administrators-admin-comparison.htm
     */
    private static final List<String> EVERYTHING = List.of(
            SUPER, "ORG_ADMIN", "READ_ONLY_ADMIN", "API_ACCESS_MANAGEMENT_ADMIN", "MOBILE_ADMIN", "REPORT_ADMIN");

    private OktaAdminRoles() {}

    static OktaClient.Call ofUser(String userId) {
        return new OktaClient.Call(
                OktaScopes.ROLES, OktaRateLimits.OTHER, OktaClient.path("/api/v1/users/%s/roles", userId));
    }

    /**
     * Returns the call that lists the targets to which a person's role is limited. An unlimited role has no targets.
     */
    static OktaClient.Call targets(String userId, String assignmentId, String kind) {
        return new OktaClient.Call(
                OktaScopes.ROLES,
                OktaRateLimits.OTHER,
                OktaClient.path("/api/v1/users/%s/roles/%s/targets/", userId, assignmentId) + kind);
    }

    /** Returns whether a standard role always covers the whole organization. */
    static boolean coversEverything(String type) {
        return EVERYTHING.contains(type);
    }

    static OktaClient.Call ofClient(String clientId) {
        return new OktaClient.Call(
                OktaScopes.ROLES, OktaRateLimits.OTHER, OktaClient.path("/oauth2/v1/clients/%s/roles", clientId));
    }

    static String name(JsonNodeReader role) throws ConnectorException {
        String type = role.text("type");
        Optional<String> label = role.optionalText("label");
        return PREFIX + (type.equals(CUSTOM) && label.isPresent() ? label.get() : type);
    }

    /** Converts a client's role to a grant. Each role is a separate grant, because each can be revoked separately. */
    static Grant ofClient(JsonNodeReader role) throws ConnectorException {
        String name = name(role);
        return Grant.of(
                        "role/" + role.text("id"),
                        GrantSubject.tenant(),
                        OktaScopeGrants.OKTA,
                        PermissionKind.APPLICATION,
                        List.of(name))
                .withReach(reach(List.of(name)))
                .withStanding(
                        OktaAppMapper.providerStatus(role.optionalText("status").orElse("")))
                .withGranted(KnownOrUnknown.unknown(), OktaAppMapper.moment(role, "created"))
                .withExpires(Timestamp.never());
    }

    /** Returns the grant of an API token, which has the permissions of its owner. */
    static Grant ofOwner(List<JsonNodeReader> roles, PersonId owner, Timestamp made) throws ConnectorException {
        SortedSet<String> names = new TreeSet<>();
        for (JsonNodeReader role : roles) {
            if (!OktaAppMapper.providerStatus(role.optionalText("status").orElse("ACTIVE"))
                    .equals(ProviderStatus.SUSPENDED)) {
                names.add(name(role));
            }
        }
        return Grant.of("owner-rights", GrantSubject.tenant(), OktaScopeGrants.OKTA, PermissionKind.APPLICATION, names)
                .withReach(reach(names))
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(KnownOrUnknown.known(owner), made);
    }

    /**
     * Returns the reach. Roles for groups or apps and custom roles can be limited to certain groups, apps or resource
     * sets.
     */
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
