package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.SignInTarget;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.NonHumanIdentity;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Converts apps through which people sign in to a system that Grantkeeper reads. Anyone who can change such an app can
 * sign in as the people who use it. Sources:
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/application (the names and settings of
 * the apps for Slack, Google and Office 365) and
 * https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/configuring-authentication-for-enterprise-managed-users/configuring-saml-single-sign-on-with-okta-for-enterprise-managed-users
 */
final class OktaSignInAppMapper {
    static final String SIGN_IN = "sign-in-app";

    private static final Set<String> FEDERATED = Set.of("SAML_2_0", "SAML_1_1", "WS_FEDERATION");

    private OktaSignInAppMapper() {}

    /** Returns the identity of an app that does not use OAuth; empty if the app signs people in to no known system. */
    static Optional<NonHumanIdentity> identity(ConnectionId connection, JsonNodeReader app) throws ConnectorException {
        String mode = app.text("signOnMode");
        Optional<String> target = FEDERATED.contains(mode) ? target(app) : Optional.empty();
        if (target.isEmpty()) {
            return Optional.empty();
        }
        String id = app.text("id");
        Map<String, String> attributes = new TreeMap<>(
                Map.of(OktaAppMapper.APP_ID, id, "sign-on-mode", mode, SignInTarget.ATTRIBUTE, target.get()));
        app.optionalText("name").ifPresent(name -> attributes.put("catalog-name", name));
        app.optionalText("status").ifPresent(status -> attributes.put("status", status));
        return Optional.of(NonHumanIdentity.of(
                        OktaAppMapper.client(connection, id),
                        OktaConnector.PROVIDER,
                        SIGN_IN,
                        app.optionalText("label").orElse(id))
                .withStanding(
                        OktaAppMapper.providerStatus(app.optionalText("status").orElse("")))
                .withCreated(OktaAppMapper.moment(app, "created"))
                .withAttributes(attributes));
    }

    /**
     * Returns the system to which the app signs people in. It is derived from the app's own URL or, failing that, from
     * the app's name and settings in the catalog.
     */
    private static Optional<String> target(JsonNodeReader app) throws ConnectorException {
        Optional<JsonNodeReader> settings = app.optionalObject("settings");
        Optional<JsonNodeReader> signOn =
                settings.isPresent() ? settings.get().optionalObject("signOn") : Optional.empty();
        if (signOn.isPresent()) {
            for (String member : new String[] {"ssoAcsUrlOverride", "ssoAcsUrl"}) {
                Optional<String> byAddress = signOn.get().optionalText(member).flatMap(SignInTarget::ofAddress);
                if (byAddress.isPresent()) {
                    return byAddress;
                }
            }
        }
        Optional<JsonNodeReader> own = settings.isPresent() ? settings.get().optionalObject("app") : Optional.empty();
        String name = app.text("name").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "slack" -> Optional.of(SignInTarget.of("slack", text(own, "domain")));
            case "google" -> Optional.of(SignInTarget.of("google", text(own, "domain")));
            case "office365" -> Optional.of(SignInTarget.of("microsoft", text(own, "domain")));
            case "okta_org2org" -> Optional.of(SignInTarget.of("okta", ""));
            default -> ofCatalog(name, own);
        };
    }

    /**
     * Returns the system that an app signs people in to, if the app's name in the catalog starts with the name of that
     * system.
     */
    private static Optional<String> ofCatalog(String name, Optional<JsonNodeReader> own) throws ConnectorException {
        if (name.startsWith("github")) {
            String organization = text(own, "githubOrg");
            String enterprise = text(own, "enterpriseName");
            return Optional.of(SignInTarget.of(
                    "github",
                    !organization.isEmpty()
                            ? organization
                            : enterprise.isEmpty() ? "" : SignInTarget.ENTERPRISE + enterprise));
        }
        if (name.startsWith("openai") || name.startsWith("chatgpt")) {
            return Optional.of(SignInTarget.of("openai", ""));
        }
        if (name.startsWith("anthropic") || name.startsWith("claude")) {
            return Optional.of(SignInTarget.of("anthropic", ""));
        }
        return Optional.empty();
    }

    private static String text(Optional<JsonNodeReader> settings, String member) throws ConnectorException {
        return settings.isPresent() ? settings.get().optionalText(member).orElse("") : "";
    }
}
