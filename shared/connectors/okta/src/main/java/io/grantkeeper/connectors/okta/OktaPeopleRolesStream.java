package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The stream of administrator roles of people, assigned directly or through a group. Each administrator is a separate
 * row ({@link PersonId#rolesId}), because the listing of people contains no roles. A role that is limited to groups or
 * apps, or a custom role, is recorded as an unspecified role with unknown reach. Sources:
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/roleassignmentauser (assignees, roles)
 * and https://developer.okta.com/docs/api/openapi/okta-management/management/tags/roleassignmentbgrouptarget (targets)
 */
final class OktaPeopleRolesStream {
    static final StreamId ID = new StreamId("people-roles");

    private static final String SCHEME = "okta-role";

    /** Okta's maximum page size of this listing. */
    private static final String PAGE_SIZE = "100";

    /** The roles that can be limited to certain groups. */
    private static final Set<String> LIMITED_BY_GROUPS =
            Set.of("USER_ADMIN", "HELP_DESK_ADMIN", "GROUP_MEMBERSHIP_ADMIN");

    private static final String LIMITED_BY_APPS = "APP_ADMIN";

    private OktaPeopleRolesStream() {}

    static AccessStream stream() {
        return StreamDefinition.listing(ID, "Administrator roles of people")
                .withScopes(OktaScopes.ROLES)
                .readBy(OktaPeopleRolesStream::read)
                .withSegments(OktaPeopleRolesStream::segmentOf);
    }

    private static String segmentOf(AccessObservation observation) {
        return observation instanceof PersonObserved observed
                ? observed.person().id().account().externalId()
                : "";
    }

    private static StreamPage read(StreamPageRequest request) throws ConnectorException {
        OktaClient api = new OktaClient(request.session());
        Optional<String> segment = request.partition().segment();
        if (segment.isPresent()) {
            return StreamPage.last(observe(api, segment.get()));
        }
        ProviderResponse response =
                api.page(new OktaClient.Call(OktaScopes.ROLES, OktaRateLimits.OTHER, "/api/v1/iam/assignees/users")
                        .with("limit", PAGE_SIZE)
                        .at(request.from()));
        Set<AccessObservation> observed = new LinkedHashSet<>();
        for (JsonNodeReader row : JsonNodeReader.of(response).list("value")) {
            observed.addAll(observe(api, row.text("id")));
        }
        return OktaNextPage.toPage(response, request.from(), new ArrayList<>(observed));
    }

    private static List<AccessObservation> observe(OktaClient api, String user) throws ConnectorException {
        Set<Alias> roles = new TreeSet<>();
        for (JsonNodeReader role : api.all(OktaAdminRoles.ofUser(user))) {
            if (!OktaAppMapper.providerStatus(role.optionalText("status").orElse("ACTIVE"))
                    .equals(ProviderStatus.SUSPENDED)) {
                roles.add(new Alias(SCHEME, name(api, user, role)));
            }
        }
        if (roles.isEmpty()) {
            return List.of();
        }
        PersonId id = new PersonId(api.session().connection().id(), user).rolesId();
        return List.of(new PersonObserved(Person.of(id, user, KnownOrUnknown.unknown(), EmploymentStatus.UNKNOWN)
                .withAliases(roles)));
    }

    /**
     * Returns the type of a role if it is a standard role for the whole organization, or the name for an unspecified
     * role otherwise.
     */
    private static String name(OktaClient api, String user, JsonNodeReader role) throws ConnectorException {
        String type = role.text("type");
        if (OktaAdminRoles.coversEverything(type)) {
            return type;
        }
        Optional<String> targets = LIMITED_BY_GROUPS.contains(type)
                ? Optional.of("groups")
                : Optional.of("catalog/apps").filter(_ -> type.equals(LIMITED_BY_APPS));
        boolean everywhere = targets.isPresent()
                && api.all(OktaAdminRoles.targets(user, role.text("id"), targets.get()))
                        .isEmpty();
        return everywhere ? type : OktaAdminRoles.SOME;
    }
}
