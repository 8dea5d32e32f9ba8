package io.grantkeeper.permissions;

import java.util.Locale;
import java.util.Optional;

/** On whose behalf, and in which form, a permission is held. */
public enum PermissionKind {
    /** Used while a person is signed in, and within what that person may do. */
    DELEGATED,
    /** Held by the app itself, with no person present. */
    APPLICATION,
    OAUTH_SCOPE,
    APP_PERMISSION,
    /** A personal access token, or any other key that a person made. */
    PAT;

    /** The name used in JSON: lower case, words joined with a hyphen. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the JSON name, in any case. Empty for a name that is none of ours: providers have more words than we do. */
    public static Optional<PermissionKind> named(String name) {
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
