package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.EventDetailText;
import io.grantkeeper.connector.SignInTarget;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Converts service principals and app registrations to identities. The id of an identity is the application id or, if
 * there is none, the object id.
 */
final class EntraIds {
    /** The attribute that contains the object id of a service principal, which grants, deltas and log rows refer to. */
    static final String OBJECT_ID = "object-id";

    /** The attribute that contains the object id of a registration. */
    static final String APPLICATION_OBJECT_ID = "application-object-id";

    static final String MICROSOFT_APP = "microsoft-app";
    static final String AGENT_USER = "entra-agent-user";

    /** The alias scheme for client ids, which is the same for all providers that have OAuth clients. */
    private static final String CLIENT_ID_SCHEME = "oauth-client-id";

    /**
     * The tenants in which Microsoft registers its own apps ("Verify first-party Microsoft applications in sign-in
     * reports").
     */
    private static final Set<String> MICROSOFT_TENANTS =
            Set.of("f8cdef31-a31e-4b4a-93e4-5f571e91255a", "72f988bf-86f1-41af-91ab-2d7cd011db47");

    private static final Set<String> BLUEPRINTS = Set.of("agentIdentityBlueprintPrincipal", "agentIdentityBlueprint");

    private EntraIds() {}

    static boolean isOwn(EntraSettings settings, JsonNodeReader principal) throws ConnectorException {
        return principal
                .optionalNonBlank("appOwnerOrganizationId")
                .filter(settings.tenantId()::equalsIgnoreCase)
                .isPresent();
    }

    static boolean isMicrosoftApp(JsonNodeReader principal) throws ConnectorException {
        return principal
                .optionalNonBlank("appOwnerOrganizationId")
                .map(owner -> owner.toLowerCase(Locale.ROOT))
                .filter(MICROSOFT_TENANTS::contains)
                .isPresent();
    }

    static boolean isAgent(JsonNodeReader principal) throws ConnectorException {
        String type = EntraJson.type(principal);
        return type.equals("agentIdentity") || BLUEPRINTS.contains(type);
    }

    /** Returns only the id of the identity, for callers that need nothing else of it. */
    static IdentityId id(ConnectionId connection, JsonNodeReader principal) throws ConnectorException {
        Optional<String> appId = principal.optionalNonBlank("appId");
        String externalId = appId.isPresent() ? appId.get() : principal.nonBlank("id");
        return new IdentityId(connection, kind(principal), externalId);
    }

    /**
     * Returns the identity of a service principal.
     *
     * @param registration the app registration, if the app is the tenant's own
     * @param owners the owners of the service principal and of the registration
     * @param sponsors the sponsors of an agent; empty if they are unknown, because Graph rejected the request for them
     */
    static NonHumanIdentity ofPrincipal(
            ConnectionId connection,
            EntraSettings settings,
            JsonNodeReader principal,
            Optional<JsonNodeReader> registration,
            List<JsonNodeReader> owners,
            Optional<List<JsonNodeReader>> sponsors)
            throws ConnectorException {
        IdentityId id = id(connection, principal);
        Map<String, String> attributes = new TreeMap<>();
        attributes.put(OBJECT_ID, principal.nonBlank("id"));
        if (registration.isPresent()) {
            attributes.put(APPLICATION_OBJECT_ID, registration.get().nonBlank("id"));
        }
        principal
                .optionalNonBlank("servicePrincipalType")
                .ifPresent(type -> attributes.put("service-principal-type", EventDetailText.text(type)));
        Optional<String> owner = principal.optionalNonBlank("appOwnerOrganizationId");
        owner.ifPresent(tenant -> attributes.put("home-tenant", EventDetailText.text(tenant)));
        Set<String> targets = new TreeSet<>();
        for (String url : principal.textsOrEmpty("replyUrls")) {
            SignInTarget.ofAddress(url).ifPresent(targets::add);
        }
        if (!targets.isEmpty()) {
            attributes.put(SignInTarget.ATTRIBUTE, EventDetailText.text(String.join(" ", targets)));
        }
        Set<OwnerEvidenceItem> clues = new TreeSet<>(ownerClues(connection, owners, OwnerRole.DECLARED_OWNER));
        if (sponsors.isPresent()) {
            clues.addAll(ownerClues(connection, sponsors.get(), OwnerRole.SPONSOR));
        } else {
            attributes.put("sponsors", "unknown");
        }
        return NonHumanIdentity.of(
                        id,
                        EntraConnector.PROVIDER,
                        form(settings, principal),
                        principal.optionalNonBlank("displayName").orElse(id.externalId()))
                .withAliases(Set.of(new Alias(CLIENT_ID_SCHEME, id.externalId())))
                .withPublisher(publisher(principal), domains(principal))
                .withStanding(providerStatus(principal))
                .withCreated(
                        registration.isPresent()
                                ? registration.get().timestamp("createdDateTime")
                                : Timestamp.unknown())
                .withOwnerClues(clues)
                .withAttributes(attributes);
    }

    /**
     * Returns the identity of a registration that has no service principal. Nobody can sign in as this app in the
     * tenant, but its secrets still exist.
     */
    static NonHumanIdentity ofRegistration(
            ConnectionId connection, JsonNodeReader registration, List<JsonNodeReader> owners)
            throws ConnectorException {
        String appId = registration.nonBlank("appId");
        boolean agent = BLUEPRINTS.contains(EntraJson.type(registration));
        return NonHumanIdentity.of(
                        new IdentityId(connection, agent ? IdentityKind.AI_AGENT : IdentityKind.OAUTH_CLIENT, appId),
                        EntraConnector.PROVIDER,
                        agent ? "entra-agent-blueprint" : "app-registration",
                        registration.optionalNonBlank("displayName").orElse(appId))
                .withAliases(Set.of(new Alias(CLIENT_ID_SCHEME, appId)))
                .withStanding(ProviderStatus.ACTIVE)
                .withCreated(registration.timestamp("createdDateTime"))
                .withOwnerClues(ownerClues(connection, owners, OwnerRole.DECLARED_OWNER))
                .withAttributes(Map.of(APPLICATION_OBJECT_ID, registration.nonBlank("id")));
    }

    /**
     * Returns the people among the owners as owner candidates. Groups and other apps can also own an app, but they
     * cannot answer questions.
     */
    static Set<OwnerEvidenceItem> ownerClues(ConnectionId connection, List<JsonNodeReader> people, OwnerRole role)
            throws ConnectorException {
        Set<OwnerEvidenceItem> clues = new TreeSet<>();
        for (JsonNodeReader person : people) {
            String type = EntraJson.type(person);
            if (type.isEmpty() || type.equals("user")) {
                clues.add(new OwnerEvidenceItem(
                        new PersonId(connection, person.nonBlank("id")), role, Timestamp.unknown()));
            }
        }
        return clues;
    }

    private static IdentityKind kind(JsonNodeReader principal) throws ConnectorException {
        if (isAgent(principal)) {
            return IdentityKind.AI_AGENT;
        }
        boolean managed = principal
                .optionalNonBlank("servicePrincipalType")
                .filter("ManagedIdentity"::equals)
                .isPresent();
        return managed ? IdentityKind.SERVICE_ACCOUNT : IdentityKind.OAUTH_CLIENT;
    }

    private static String form(EntraSettings settings, JsonNodeReader principal) throws ConnectorException {
        if (isAgent(principal)) {
            return BLUEPRINTS.contains(EntraJson.type(principal)) ? "entra-agent-blueprint" : "entra-agent-identity";
        }
        if (kind(principal) == IdentityKind.SERVICE_ACCOUNT) {
            return "managed-identity";
        }
        if (isMicrosoftApp(principal)) {
            return MICROSOFT_APP;
        }
        return isOwn(settings, principal) ? "app-registration" : "enterprise-app";
    }

    private static KnownOrUnknown<String> publisher(JsonNodeReader principal) throws ConnectorException {
        if (isMicrosoftApp(principal)) {
            return KnownOrUnknown.known("Microsoft");
        }
        Optional<JsonNodeReader> verified = principal.optionalObject("verifiedPublisher");
        return KnownOrUnknown.ofNullable(
                verified.isPresent()
                        ? verified.get().optionalNonBlank("displayName").orElse(null)
                        : null);
    }

    /**
     * Returns the hosts of the app's URLs. Local development hosts are omitted, because they do not identify the
     * vendor.
     */
    private static Set<String> domains(JsonNodeReader principal) throws ConnectorException {
        Set<String> domains = new TreeSet<>();
        for (String url : principal.textsOrEmpty("replyUrls")) {
            host(url).ifPresent(domains::add);
        }
        principal.optionalNonBlank("homepage").flatMap(EntraIds::host).ifPresent(domains::add);
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

    private static ProviderStatus providerStatus(JsonNodeReader principal) throws ConnectorException {
        Optional<Boolean> enabled = principal.optionalFlag("accountEnabled");
        if (enabled.isEmpty()) {
            return ProviderStatus.UNKNOWN;
        }
        return enabled.get() ? ProviderStatus.ACTIVE : ProviderStatus.SUSPENDED;
    }
}
