package io.grantkeeper.identity;

import java.util.Locale;

/** In which sense a scope string is meant: the same string can mean different things. */
public enum PermissionKind {
    /** Acts with a signed-in person's rights. */
    DELEGATED,
    /** Acts by itself, with nobody signed in. */
    APPLICATION,
    OAUTH_SCOPE,
    /** GitHub App permission, written {@code name:level}. */
    APP_PERMISSION,
    /** Fine-grained personal access token permission, written {@code name:level}. */
    PAT;

    /** The stable code kept in JSON, for example {@code app-permission}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
