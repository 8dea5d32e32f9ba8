package io.grantkeeper.identity;

import java.util.Locale;

/**
 * The kind of a scope string, which determines how it is interpreted. The same string can have different meanings in
 * different kinds.
 */
public enum PermissionKind {
    /** The identity acts with a signed-in user's permissions. */
    DELEGATED,
    /** The identity acts as itself, without a signed-in user. */
    APPLICATION,
    OAUTH_SCOPE,
    /** A GitHub App permission, written {@code name:level}. */
    APP_PERMISSION,
    /** A permission of a fine-grained GitHub personal access token, written {@code name:level}. */
    PAT;

    /** Returns the stable code used in JSON, for example {@code app-permission}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
