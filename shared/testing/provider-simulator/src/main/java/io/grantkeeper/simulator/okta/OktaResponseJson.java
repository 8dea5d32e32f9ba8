package io.grantkeeper.simulator.okta;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Account;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Agent;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ApiService;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ApiToken;
import io.grantkeeper.simulator.okta.OktaObjectTypes.App;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Assignment;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Link;
import io.grantkeeper.simulator.okta.OktaObjectTypes.RefreshToken;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Role;
import io.grantkeeper.simulator.okta.OktaObjectTypes.RoleTarget;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ScopeGrant;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Secret;
import io.grantkeeper.simulator.okta.OktaObjectTypes.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The JSON representations of Okta's objects. */
final class OktaResponseJson {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Duration WINDOW = Duration.ofDays(30);
    private static final String MODULUS = "AJncrKuine49_CEVR4GPnAJncrKuine49_CEVR4GPn";

    /** The organization's base URL, as the caller addressed it. */
    private final String base;

    private final OktaOrganization organization;

    OktaResponseJson(OktaCall call) {
        this.base = call.request().baseUri();
        this.organization = call.organization();
    }

    static String time(Instant instant) {
        return MILLIS.format(instant);
    }

    private static String status(boolean active) {
        return active ? "ACTIVE" : "INACTIVE";
    }

    Map<String, ?> user(CompanyPerson person) {
        String id = OktaOrganization.userId(person);
        String manager = person.managerEmail().orElse(null);
        return object(
                "id", id,
                "status", organization.statusOf(person),
                "created", time(person.joined()),
                "activated", time(person.joined()),
                "statusChanged", time(person.joined()),
                "lastLogin", time(person.joined().plus(Duration.ofDays(1))),
                "lastUpdated", time(person.joined().plus(Duration.ofDays(1))),
                "passwordChanged", time(person.joined()),
                "type", object("id", "oty1162QAr8hJjTaq0g4"),
                "profile",
                        object(
                                "firstName", person.givenName(),
                                "lastName", person.familyName(),
                                "mobilePhone", null,
                                "secondEmail", null,
                                "login", person.email(),
                                "email", person.email(),
                                "department", person.department(),
                                "title", person.title(),
                                "managerId", manager),
                "credentials", object("provider", object("type", "OKTA", "name", "OKTA")),
                "_links", object("self", object("href", base + "/api/v1/users/" + id)));
    }

    Map<String, ?> app(App app) {
        return app.oauth() ? oauthApp(app) : samlApp(app);
    }

    private Map<String, ?> samlApp(App app) {
        boolean custom = app.kind().equals("saml:custom");
        String catalog = app.kind().substring(app.kind().indexOf(':') + 1);
        String setting = app.redirectUris().isEmpty() ? "" : app.redirectUris().getFirst();
        return object(
                "id", app.id(),
                "name",
                        switch (catalog) {
                            case "saml" -> "salesforce";
                            case "custom" ->
                                "larkfield_"
                                        + app.label().toLowerCase(Locale.ROOT).replace(" ", "") + "_1";
                            default -> catalog;
                        },
                "label", app.label(),
                "status", status(app.active()),
                "created", time(app.created()),
                "lastUpdated", time(app.created()),
                "features", List.of(),
                "signOnMode", "SAML_2_0",
                "credentials",
                        object(
                                "userNameTemplate", object("template", "${source.login}", "type", "BUILT_IN"),
                                "signing", object("kid", "Vo97jnhAz0ByGzqOiJNhQr4DIGZIgSPXTRrLQzqKLUk")),
                "settings",
                        catalog.equals("saml") || custom
                                ? object(
                                        "signOn",
                                        object("ssoAcsUrl", custom ? setting : "https://larkfield.my.salesforce.test"))
                                : object("app", object("domain", setting)));
    }

    private Map<String, ?> oauthApp(App app) {
        boolean service = app.kind().equals("service");
        boolean keys = !organization
                .all(SigningKey.class, key -> key.owner().equals(app.id()))
                .isEmpty();
        return object(
                "id", app.id(),
                "name", "oidc_client",
                "label", app.label(),
                "status", status(app.active()),
                "created", time(app.created()),
                "lastUpdated", time(app.created()),
                "features", List.of(),
                "signOnMode", "OPENID_CONNECT",
                "credentials",
                        object(
                                "userNameTemplate", object("template", "${source.login}", "type", "BUILT_IN"),
                                "oauthClient",
                                        object(
                                                "client_id",
                                                app.id(),
                                                "autoKeyRotation",
                                                true,
                                                "token_endpoint_auth_method",
                                                keys ? "private_key_jwt" : "client_secret_basic")),
                "settings",
                        object(
                                "oauthClient",
                                object(
                                        "application_type",
                                        app.kind(),
                                        "client_uri",
                                        null,
                                        "redirect_uris",
                                        app.redirectUris(),
                                        "response_types",
                                        service ? List.of("token") : List.of("code"),
                                        "grant_types",
                                        service
                                                ? List.of("client_credentials")
                                                : List.of("authorization_code", "refresh_token"),
                                        "dpop_bound_access_tokens",
                                        service)),
                "_links", object("self", object("href", base + "/api/v1/apps/" + app.id())));
    }

    Map<String, ?> grant(ScopeGrant grant) {
        return object(
                "id", grant.id(),
                "status", "ACTIVE",
                "created", time(grant.created()),
                "createdBy", object("id", grant.createdBy(), "type", "User"),
                "lastUpdated", time(grant.created()),
                "issuer",
                        base + grant.server().map(server -> "/oauth2/" + server).orElse(""),
                "clientId", grant.appId(),
                "userId", grant.userId(),
                "scopeId", grant.scope(),
                "source", grant.userId().isPresent() ? "END_USER" : "ADMIN",
                "_links", object("app", object("href", base + "/api/v1/apps/" + grant.appId())));
    }

    /** Renders a client secret. As in Okta's listing of an app's secrets, the result includes the secret itself. */
    Map<String, ?> secret(Secret secret) {
        return object(
                "id", secret.id(),
                "status", status(secret.active()),
                "client_secret", "secret-of-" + secret.id(),
                "secret_hash", "hash-of-" + secret.id(),
                "created", time(secret.created()),
                "lastUpdated", time(secret.created()));
    }

    Map<String, ?> key(SigningKey key) {
        return object(
                "id",
                key.id(),
                "kid",
                key.keyId(),
                "kty",
                "RSA",
                "alg",
                "RS256",
                "use",
                "sig",
                "e",
                "AQAB",
                "n",
                MODULUS,
                "status",
                status(key.active()),
                "created",
                time(key.created()),
                "lastUpdated",
                time(key.created()));
    }

    /** Renders the assignment of a user to an app, which Okta calls an application user. */
    Map<String, ?> assignment(Assignment assignment) {
        return object(
                "id", assignment.userId(),
                "externalId", null,
                "created", time(assignment.created()),
                "lastUpdated", time(assignment.created()),
                "scope", assignment.scope(),
                "status", assignment.status(),
                "statusChanged", time(assignment.created()),
                "passwordChanged", null,
                "syncState", "DISABLED",
                "credentials",
                        object(
                                "userName",
                                organization
                                        .user(assignment.userId())
                                        .map(CompanyPerson::email)
                                        .orElse(assignment.userId())),
                "_links",
                        object(
                                "app", object("href", base + "/api/v1/apps/" + assignment.appId()),
                                "user", object("href", base + "/api/v1/users/" + assignment.userId())));
    }

    Map<String, ?> refreshToken(RefreshToken token) {
        return object(
                "id", token.id(),
                "status", "ACTIVE",
                "created", time(token.created()),
                "lastUpdated", time(token.created()),
                "expiresAt", time(token.expires()),
                "issuer", base + "/oauth2/auslkcalendar0000001",
                "clientId", token.appId(),
                "userId", token.userId(),
                "scopes", token.scopes());
    }

    Map<String, ?> apiToken(ApiToken token) {
        return object(
                "name", token.name(),
                "userId", token.userId(),
                "tokenWindow", "P30D",
                "network", object("connection", "ANYWHERE"),
                "id", token.id(),
                "clientName", "Okta API",
                "expiresAt", time(token.used().plus(WINDOW)),
                "created", time(token.created()),
                "lastUpdated", time(token.used()),
                "_links", object("self", object("href", base + "/api/v1/api-tokens/" + token.id())));
    }

    Map<String, ?> role(Role role) {
        boolean user = role.holder().startsWith("00u");
        return object(
                "id", role.id(),
                "label", role.label(),
                "type", role.type(),
                "status", "ACTIVE",
                "created", time(role.created()),
                "lastUpdated", time(role.created()),
                "assignmentType", user ? "USER" : "CLIENT");
    }

    Map<String, ?> administrator(String user) {
        return object(
                "id",
                user,
                "orn",
                "orn:okta:directory:00o1:users:" + user,
                "_links",
                object("self", object("href", base + "/api/v1/users/" + user)));
    }

    Map<String, ?> group(RoleTarget target) {
        return object(
                "id", target.id(),
                "created", time(target.created()),
                "lastUpdated", time(target.created()),
                "type", "OKTA_GROUP",
                "profile", object("name", target.name()));
    }

    Map<String, ?> catalogApp(RoleTarget target) {
        return object(
                "id", target.id(),
                "name", target.name(),
                "displayName", target.name(),
                "status", "ACTIVE",
                "lastUpdated", time(target.created()));
    }

    Map<String, ?> apiService(ApiService service) {
        return object(
                "id", service.id(),
                "type", service.type(),
                "name", service.name(),
                "createdAt", time(service.created()),
                "createdBy", service.createdBy(),
                "configGuideUrl", "https://docs.example/guide",
                "grantedScopes", service.scopes());
    }

    static Map<String, ?> account(Account account) {
        Optional<String> user = account.oktaUser();
        return user.isPresent()
                ? object(
                        "id", account.id(),
                        "name", account.name(),
                        "description", account.name(),
                        "oktaUserId", user,
                        "username", account.username(),
                        "email", account.username(),
                        "ownerUserIds", account.owners(),
                        "ownerGroupIds", List.of(),
                        "status", "NO_ISSUES",
                        "statusDetail", "VAULTED",
                        "created", time(account.created()),
                        "lastUpdated", time(account.created()))
                : object(
                        "id", account.id(),
                        "name", account.name(),
                        "description", account.name(),
                        "username", account.username(),
                        "containerOrn", "orn:okta:idp:00o1n8sbwArJ7OQRw406:apps:salesforce:0oa1gjh63g214q0Hq0g4",
                        "containerInstanceName", "salesforce-1",
                        "containerGlobalName", "salesforce",
                        "ownerUserIds", account.owners(),
                        "ownerGroupIds", List.of(),
                        "status", "NO_ISSUES",
                        "statusDetail", "ROTATED",
                        "created", time(account.created()),
                        "lastUpdated", time(account.created()));
    }

    static Map<String, ?> agent(Agent agent) {
        return object(
                "id", agent.id(),
                "status", status(agent.active()),
                "profile", object("name", agent.name(), "description", "Reads tickets and says who should have them"),
                "created", time(agent.created()),
                "lastUpdated", time(agent.created()));
    }

    static Map<String, ?> link(Link link) {
        return object(
                "id", link.id(),
                "connectionType", "IDENTITY_ASSERTION_CUSTOM_AS",
                "resourceIndicator", link.resource(),
                "scopes", link.scopes(),
                "status", "ACTIVE");
    }
}
