package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Standing;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What service principals and app registrations are to us. An app is named by its application id. */
final class Identities {
    /** The attribute with a service principal's object id, by which grants, deltas and log rows name it. */
    static final String OBJECT_ID = "object-id";

    /** The attribute with a registration's object id. */
    static final String APPLICATION_OBJECT_ID = "application-object-id";

    static final String MICROSOFT_APP = "microsoft-app";
    static final String AGENT_USER = "entra-agent-user";

    /** The scheme of client ids, shared with whatever else knows OAuth clients. */
    private static final String CLIENT_ID_SCHEME = "oauth-client-id";

    /** Tenants in which Microsoft registers its own apps ("Verify first-party Microsoft applications in sign-in reports"). */
    private static final Set<String> MICROSOFT_TENANTS =
            Set.of("f8cdef31-a31e-4b4a-93e4-5f571e91255a", "72f988bf-86f1-41af-91ab-2d7cd011db47");

    private static final Set<String> BLUEPRINTS = Set.of("agentIdentityBlueprintPrincipal", "agentIdentityBlueprint");

    private Identities() {}

    static boolean isOwn(EntraSettings settings, JsonBody principal) throws ConnectorException {
        return Read.optional(principal, "appOwnerOrganizationId")
                .filter(settings.tenantId()::equalsIgnoreCase)
                .isPresent();
    }

    static boolean isMicrosofts(JsonBody principal) throws ConnectorException {
        return Read.optional(principal, "appOwnerOrganizationId")
                .map(owner -> owner.toLowerCase(Locale.ROOT))
                .filter(MICROSOFT_TENANTS::contains)
                .isPresent();
    }

    static boolean isAgent(JsonBody principal) throws ConnectorException {
        String type = Read.type(principal);
        return type.equals("agentIdentity") || BLUEPRINTS.contains(type);
    }

    /** The identity's id alone, for rows that need no more. */
    static IdentityId id(ConnectionId connection, JsonBody principal) throws ConnectorException {
        Optional<String> appId = Read.optional(principal, "appId");
        String externalId = appId.isPresent() ? appId.get() : Read.required(principal, "id");
        return new IdentityId(connection, kind(principal), externalId);
    }

    /**
     * A service principal.
     *
     * @param registration of the company's own apps, where there is one
     * @param owners of the service principal and of the registration
     */
    static NonHumanIdentity ofPrincipal(
            ConnectionId connection,
            EntraSettings settings,
            JsonBody principal,
            Optional<JsonBody> registration,
            List<JsonBody> owners,
            List<JsonBody> sponsors)
            throws ConnectorException {
        IdentityId id = id(connection, principal);
        Map<String, String> attributes = new TreeMap<>();
        attributes.put(OBJECT_ID, Read.required(principal, "id"));
        if (registration.isPresent()) {
            attributes.put(APPLICATION_OBJECT_ID, Read.required(registration.get(), "id"));
        }
        Read.optional(principal, "servicePrincipalType")
                .ifPresent(type -> attributes.put("service-principal-type", Read.bounded(type)));
        Optional<String> owner = Read.optional(principal, "appOwnerOrganizationId");
        owner.ifPresent(tenant -> attributes.put("home-tenant", Read.bounded(tenant)));
        Set<OwnerClue> clues = new TreeSet<>(clues(connection, owners, OwnerRole.DECLARED_OWNER));
        clues.addAll(clues(connection, sponsors, OwnerRole.SPONSOR));
        return NonHumanIdentity.of(
                        id,
                        EntraConnector.PROVIDER,
                        form(settings, principal),
                        Read.optional(principal, "displayName").orElse(id.externalId()))
                .withAliases(Set.of(new Alias(CLIENT_ID_SCHEME, id.externalId())))
                .withPublisher(publisher(principal), domains(principal))
                .withStanding(standing(principal))
                .withCreated(
                        registration.isPresent()
                                ? Read.moment(registration.get(), "createdDateTime")
                                : Moment.unknown())
                .withOwnerClues(clues)
                .withAttributes(attributes);
    }

    /** A registration that has no service principal: nobody can sign in as it here, but its secrets are there. */
    static NonHumanIdentity ofRegistration(ConnectionId connection, JsonBody registration, List<JsonBody> owners)
            throws ConnectorException {
        String appId = Read.required(registration, "appId");
        boolean agent = BLUEPRINTS.contains(Read.type(registration));
        return NonHumanIdentity.of(
                        new IdentityId(connection, agent ? IdentityKind.AI_AGENT : IdentityKind.OAUTH_CLIENT, appId),
                        EntraConnector.PROVIDER,
                        agent ? "entra-agent-blueprint" : "app-registration",
                        Read.optional(registration, "displayName").orElse(appId))
                .withAliases(Set.of(new Alias(CLIENT_ID_SCHEME, appId)))
                .withStanding(Standing.ACTIVE)
                .withCreated(Read.moment(registration, "createdDateTime"))
                .withOwnerClues(clues(connection, owners, OwnerRole.DECLARED_OWNER))
                .withAttributes(Map.of(APPLICATION_OBJECT_ID, Read.required(registration, "id")));
    }

    /** People only: groups and other apps can own an app as well, and cannot be asked. */
    static Set<OwnerClue> clues(ConnectionId connection, List<JsonBody> people, OwnerRole role)
            throws ConnectorException {
        Set<OwnerClue> clues = new TreeSet<>();
        for (JsonBody person : people) {
            String type = Read.type(person);
            if (type.isEmpty() || type.equals("user")) {
                clues.add(new OwnerClue(new PersonId(connection, Read.required(person, "id")), role, Moment.unknown()));
            }
        }
        return clues;
    }

    private static IdentityKind kind(JsonBody principal) throws ConnectorException {
        if (isAgent(principal)) {
            return IdentityKind.AI_AGENT;
        }
        boolean managed = Read.optional(principal, "servicePrincipalType")
                .filter("ManagedIdentity"::equals)
                .isPresent();
        return managed ? IdentityKind.SERVICE_ACCOUNT : IdentityKind.OAUTH_CLIENT;
    }

    private static String form(EntraSettings settings, JsonBody principal) throws ConnectorException {
        if (isAgent(principal)) {
            return BLUEPRINTS.contains(Read.type(principal)) ? "entra-agent-blueprint" : "entra-agent-identity";
        }
        if (kind(principal) == IdentityKind.SERVICE_ACCOUNT) {
            return "managed-identity";
        }
        if (isMicrosofts(principal)) {
            return MICROSOFT_APP;
        }
        return isOwn(settings, principal) ? "app-registration" : "enterprise-app";
    }

    private static Knowledge<String> publisher(JsonBody principal) throws ConnectorException {
        if (isMicrosofts(principal)) {
            return Knowledge.known("Microsoft");
        }
        Optional<JsonBody> verified = principal.optionalObject("verifiedPublisher");
        return Knowledge.ofNullable(
                verified.isPresent()
                        ? Read.optional(verified.get(), "displayName").orElse(null)
                        : null);
    }

    /** Hosts it is reached at; those of developers' own machines say nothing. */
    private static Set<String> domains(JsonBody principal) throws ConnectorException {
        Set<String> domains = new TreeSet<>();
        for (String url : Read.texts(principal, "replyUrls")) {
            host(url).ifPresent(domains::add);
        }
        Read.optional(principal, "homepage").flatMap(Identities::host).ifPresent(domains::add);
        return domains;
    }

    private static Optional<String> host(String url) {
        try {
            URI uri = URI.create(url.strip());
            return Optional.ofNullable(uri.getHost())
                    .map(host -> host.toLowerCase(Locale.ROOT))
                    .filter(host -> "https".equalsIgnoreCase(uri.getScheme()) && host.indexOf('.') > 0);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Standing standing(JsonBody principal) throws ConnectorException {
        Optional<Boolean> enabled = principal.optionalFlag("accountEnabled");
        if (enabled.isEmpty()) {
            return Standing.UNKNOWN;
        }
        return enabled.get() ? Standing.ACTIVE : Standing.SUSPENDED;
    }
}
