package io.grantkeeper.identity;

import java.util.Locale;

/** The interpretation of a scope string. The same string can have different meanings. */
public enum PermissionKind {
    /** Acts with a signed-in user's permissions. */
    DELEGATED,
    /** Acts as itself, without a signed-in user. */
    APPLICATION,
    OAUTH_SCOPE,
    /** GitHub App permission, written {@code name:level}. */
    APP_PERMISSION,
    /** Fine-grained personal access token permission, written {@code name:level}. */
    PAT;

    /** Returns the stable code used in JSON, for example {@code app-permission}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
