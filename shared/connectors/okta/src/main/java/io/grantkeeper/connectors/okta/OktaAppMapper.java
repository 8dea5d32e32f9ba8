package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Converts OAuth and OpenID Connect apps to identities. Apps of other kinds (SAML, passwords, bookmarks) are skipped:
 * people sign in to them, but the apps themselves do not act, have no access to Okta and receive no tokens from it.
 * {@link OktaSignInAppMapper} converts those through which people sign in to a system that Grantkeeper reads.
 */
final class OktaAppMapper {
    static final String SERVICE = "service-app";
    static final String OIDC = "oidc-app";
    /** The names of Okta's own apps that do not start with "okta_": the Admin Console, Workflows and the partners' portal. */
    private static final Set<String> OWN_APPS = Set.of("saasure", "flow", "partner_portal");

    private static final List<String> OWN_DOMAINS =
            List.of("okta.com", "okta-emea.com", "oktapreview.com", "auth0.com");

    static final String APP_ID = "app-id";
    static final String TYPE = "application-type";

    private final OktaClient api;
    private final Map<String, NonHumanIdentity> byClient = new HashMap<>();

    OktaAppMapper(OktaClient api) {
        this.api = api;
    }

    static OktaClient.Call listing(int pageSize) {
        return new OktaClient.Call(OktaScopes.APPS, OktaRateLimits.APPS, "/api/v1/apps")
                .with("limit", Integer.toString(pageSize));
    }

    /**
     * Returns the call that reads one app.
     *
     * @param id an app's id or client id
     */
    static OktaClient.Call single(String id) {
        return new OktaClient.Call(OktaScopes.APPS, OktaRateLimits.APP, OktaClient.path("/api/v1/apps/%s", id));
    }

    /**
     * Returns a call about the objects below an app.
     *
     * @param ids the app's id, followed by the ids of the objects below it
     */
    static OktaClient.Call subresource(String scope, String what, String... ids) {
        return new OktaClient.Call(scope, OktaRateLimits.APP, OktaClient.path("/api/v1/apps/%s/" + what, ids));
    }

    /** Returns whether an app uses OAuth. An app that signs in with OpenID Connect but has no client is malformed. */
    static boolean usesOAuth(JsonNodeReader app) throws ConnectorException {
        boolean client = client(app).isPresent();
        if (!client
                && app.optionalText("signOnMode")
                        .filter("OPENID_CONNECT"::equals)
                        .isPresent()) {
            throw app.unexpected("an OAuth client");
        }
        return client;
    }

    /**
     * Returns the client with this client id. If its app was deleted, the identity contains only what is still known.
     */
    NonHumanIdentity identityByClientId(String clientId) throws ConnectorException {
        NonHumanIdentity known = byClient.get(clientId);
        if (known == null) {
            Optional<JsonNodeReader> app = api.find(single(clientId));
            known = app.isPresent() && usesOAuth(app.get())
                    ? identity(connection(), app.get())
                    : NonHumanIdentity.of(client(connection(), clientId), OktaConnector.PROVIDER, OIDC, clientId)
                            .withAliases(Set.of(new Alias("oauth-client-id", clientId)));
            byClient.put(clientId, known);
        }
        return known;
    }

    private ConnectionId connection() {
        return api.session().connection().id();
    }

    static IdentityId client(ConnectionId connection, String clientId) {
        return new IdentityId(connection, IdentityKind.OAUTH_CLIENT, clientId);
    }

    static NonHumanIdentity identity(ConnectionId connection, JsonNodeReader app) throws ConnectorException {
        String appId = app.text("id");
        JsonNodeReader client = client(app).orElseThrow(() -> app.unexpected("an OAuth client"));
        String clientId = client.optionalText("client_id").orElse(appId);
        Optional<JsonNodeReader> settings = oauthSettings(app);
        String type = settings.isPresent()
                ? settings.get().optionalText("application_type").orElse("")
                : "";
        return NonHumanIdentity.of(
                        client(connection, clientId),
                        OktaConnector.PROVIDER,
                        type.equals("service") ? SERVICE : OIDC,
                        app.optionalText("label").orElse(clientId))
                .withAliases(Set.of(new Alias("oauth-client-id", clientId)))
                .withPublisher(publisher(app), settings.isPresent() ? domains(settings.get()) : Set.of())
                .withStanding(providerStatus(app.optionalText("status").orElse("")))
                .withCreated(moment(app, "created"))
                .withAttributes(attributes(app, appId, client, settings, type));
    }

    private static Map<String, String> attributes(
            JsonNodeReader app, String appId, JsonNodeReader client, Optional<JsonNodeReader> settings, String type)
            throws ConnectorException {
        Map<String, String> attributes = new TreeMap<>(Map.of(APP_ID, appId));
        app.optionalText("status").ifPresent(status -> attributes.put("status", status));
        client.optionalText("token_endpoint_auth_method")
                .ifPresent(method -> attributes.put("client-authentication", method));
        if (!type.isEmpty()) {
            attributes.put(TYPE, type);
        }
        if (settings.isPresent() && settings.get().has("grant_types")) {
            attributes.put(
                    "grant-types", String.join(" ", new TreeSet<>(settings.get().texts("grant_types"))));
        }
        if (settings.isPresent()) {
            settings.get()
                    .optionalFlag("dpop_bound_access_tokens")
                    .ifPresent(bound -> attributes.put("dpop", bound ? "required" : "not required"));
        }
        return attributes;
    }

    /**
     * Returns the publisher. Okta's own apps are recognized by their name. For other apps the publisher is unknown: a
     * catalog name shows where the app comes from, not who made it.
     */
    private static KnownOrUnknown<String> publisher(JsonNodeReader app) throws ConnectorException {
        String name = app.optionalText("name").orElse("");
        return name.startsWith("okta_") || OWN_APPS.contains(name)
                ? KnownOrUnknown.known("Okta")
                : KnownOrUnknown.unknown();
    }

    private static Optional<JsonNodeReader> client(JsonNodeReader app) throws ConnectorException {
        return app.objectOrEmpty("credentials").optionalObject("oauthClient");
    }

    private static Optional<JsonNodeReader> oauthSettings(JsonNodeReader app) throws ConnectorException {
        return app.objectOrEmpty("settings").optionalObject("oauthClient");
    }

    /**
     * Returns the hosts of the app's addresses without Okta's own. The creator of an app can state these, and the app
     * would count as Okta's own. Okta's own apps have names that only Okta assigns.
     */
    private static Set<String> domains(JsonNodeReader settings) throws ConnectorException {
        Set<String> domains = new TreeSet<>();
        settings.optionalText("client_uri").flatMap(OktaAppMapper::host).ifPresent(domains::add);
        for (String redirect : settings.has("redirect_uris") ? settings.texts("redirect_uris") : List.<String>of()) {
            host(redirect).ifPresent(domains::add);
        }
        return domains;
    }

    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getHost())
                    .map(host -> host.toLowerCase(Locale.ROOT))
                    .filter(host ->
                            OWN_DOMAINS.stream().noneMatch(own -> host.equals(own) || host.endsWith("." + own)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static ProviderStatus providerStatus(String status) {
        return switch (status) {
            case "ACTIVE" -> ProviderStatus.ACTIVE;
            case "INACTIVE", "DEACTIVATED", "STAGED", "SUSPENDED" -> ProviderStatus.SUSPENDED;
            default -> ProviderStatus.UNKNOWN;
        };
    }

    static Timestamp moment(JsonNodeReader row, String member) throws ConnectorException {
        return row.optionalInstant(member).map(Timestamp::at).orElse(Timestamp.unknown());
    }
}
