package io.grantkeeper.identity;

import java.util.Arrays;
import java.util.Locale;

/** The kind of a non-human identity, in terms that apply to all providers. */
public enum IdentityKind {
    OAUTH_CLIENT("app"),
    AI_AGENT("AI agent"),
    BOT("bot"),
    SERVICE_ACCOUNT("service account"),
    API_KEY("key or token"),
    CERTIFICATE("certificate");

    private final String displayName;

    IdentityKind(String words) {
        this.displayName = words;
    }

    /** Returns the stable code used in keys and JSON, for example {@code oauth-client}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the name to display, such as "app" or "AI agent". */
    public String displayName() {
        return displayName;
    }

    /**
     * Returns the kind with this code.
     *
     * @throws IllegalArgumentException if no kind has this code; the message lists the valid codes
     */
    public static IdentityKind ofCode(String code) {
        for (IdentityKind kind : values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("identity kind '%s' must be one of %s"
                .formatted(code, Arrays.stream(values()).map(IdentityKind::code).toList()));
    }
}
