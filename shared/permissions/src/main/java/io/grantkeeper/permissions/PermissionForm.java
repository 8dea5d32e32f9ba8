package io.grantkeeper.permissions;

import java.util.Locale;
import java.util.Optional;

/** The kind of a permission: the form in which it is granted, and on whose behalf it is used. */
public enum PermissionForm {
    /** Used while a person is signed in, and limited to what that person may do. */
    DELEGATED,
    /** Held by the app itself, without a signed-in person. */
    APPLICATION,
    OAUTH_SCOPE,
    APP_PERMISSION,
    /** A personal access token or any other key that a person created. */
    PAT;

    /** Returns the name for JSON: lowercase words joined with hyphens. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Parses the name of a kind as used in JSON, ignoring case. Empty for an unknown name; this is not an error,
     * because providers have kinds that Grantkeeper does not distinguish.
     */
    public static Optional<PermissionForm> named(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-')) {
            case "delegated", "delegatedwork", "delegatedpersonal", "delegated-work", "delegated-personal", "scope" ->
                Optional.of(DELEGATED);
            case "application", "app-role", "approle", "role" -> Optional.of(APPLICATION);
            case "oauth-scope", "oauth", "oauth2", "user", "bot" -> Optional.of(OAUTH_SCOPE);
            case "app-permission", "app", "installation" -> Optional.of(APP_PERMISSION);
            case "pat", "token", "fine-grained-pat", "api-key" -> Optional.of(PAT);
            default -> Optional.empty();
        };
    }
}
