package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Standing;
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
 * Reads apps that speak OAuth or OpenID Connect as identities. Apps of other kinds (SAML, passwords, bookmarks) hold no
 * access to Okta and get no tokens from it: they are where people sign in, not who does.
 */
final class Apps {
    static final String SERVICE = "service-app";
    static final String OIDC = "oidc-app";
    static final String APP_ID = "app-id";
    static final String TYPE = "application-type";

    private final OktaApi api;
    private final Map<String, NonHumanIdentity> byClient = new HashMap<>();

    Apps(OktaApi api) {
        this.api = api;
    }

    static OktaApi.Call listing(int pageSize) {
        return new OktaApi.Call(OktaScopes.APPS, OktaLimits.APPS, "/api/v1/apps")
                .with("limit", Integer.toString(pageSize));
    }

    /** @param ids the app's id, then those of what lies below it */
    static OktaApi.Call below(String scope, String what, String... ids) {
        return new OktaApi.Call(scope, OktaLimits.APP, OktaApi.path("/api/v1/apps/%s/" + what, ids));
    }

    static boolean speaksOAuth(JsonBody app) throws ConnectorException {
        return client(app).isPresent();
    }

    /** The client that an app id belongs to; as much as is known of it where the app is gone. */
    NonHumanIdentity holder(String clientId) throws ConnectorException {
        NonHumanIdentity known = byClient.get(clientId);
        if (known == null) {
            Optional<JsonBody> app = api.find(
                    new OktaApi.Call(OktaScopes.APPS, OktaLimits.APP, OktaApi.path("/api/v1/apps/%s", clientId)));
            known = app.isPresent() && speaksOAuth(app.get())
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

    static NonHumanIdentity identity(ConnectionId connection, JsonBody app) throws ConnectorException {
        String appId = app.text("id");
        JsonBody client = client(app).orElseThrow(() -> app.unexpected("an OAuth client"));
        String clientId = client.optionalText("client_id").orElse(appId);
        Optional<JsonBody> settings = oauthSettings(app);
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
                .withStanding(standing(app.optionalText("status").orElse("")))
                .withCreated(moment(app, "created"))
                .withAttributes(attributes(app, appId, client, settings, type));
    }

    private static Map<String, String> attributes(
            JsonBody app, String appId, JsonBody client, Optional<JsonBody> settings, String type)
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

    /** Okta's own apps are named by it; a name from the catalogue says where the app is from, not who makes it. */
    private static Knowledge<String> publisher(JsonBody app) throws ConnectorException {
        String name = app.optionalText("name").orElse("");
        return name.startsWith("okta_") || name.equals("saasure") ? Knowledge.known("Okta") : Knowledge.unknown();
    }

    private static Optional<JsonBody> client(JsonBody app) throws ConnectorException {
        Optional<JsonBody> credentials = app.optionalObject("credentials");
        return credentials.isPresent() ? credentials.get().optionalObject("oauthClient") : Optional.empty();
    }

    private static Optional<JsonBody> oauthSettings(JsonBody app) throws ConnectorException {
        Optional<JsonBody> settings = app.optionalObject("settings");
        return settings.isPresent() ? settings.get().optionalObject("oauthClient") : Optional.empty();
    }

    private static Set<String> domains(JsonBody settings) throws ConnectorException {
        Set<String> domains = new TreeSet<>();
        settings.optionalText("client_uri").flatMap(Apps::host).ifPresent(domains::add);
        for (String redirect : settings.has("redirect_uris") ? settings.texts("redirect_uris") : List.<String>of()) {
            host(redirect).ifPresent(domains::add);
        }
        return domains;
    }

    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static Standing standing(String status) {
        return switch (status) {
            case "ACTIVE" -> Standing.ACTIVE;
            case "INACTIVE", "DEACTIVATED", "STAGED", "SUSPENDED" -> Standing.SUSPENDED;
            default -> Standing.UNKNOWN;
        };
    }

    static Moment moment(JsonBody row, String member) throws ConnectorException {
        return row.optionalInstant(member).map(Moment::at).orElse(Moment.unknown());
    }
}
