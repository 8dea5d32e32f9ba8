package io.grantkeeper.identity;

import java.util.Arrays;
import java.util.Locale;

/** What a non-human identity is, in terms that hold across providers. */
public enum IdentityKind {
    OAUTH_CLIENT("app"),
    AI_AGENT("AI agent"),
    BOT("bot"),
    SERVICE_ACCOUNT("service account"),
    API_KEY("key or token"),
    CERTIFICATE("certificate");

    private final String words;

    IdentityKind(String words) {
        this.words = words;
    }

    /** The stable code kept in keys and JSON, for example {@code oauth-client}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How people call it: "app", "AI agent". */
    public String words() {
        return words;
    }

    /**
     * The kind with this code.
     *
     * @throws IllegalArgumentException naming the codes that exist
     */
    public static IdentityKind ofCode(String code) {
        for (IdentityKind kind : values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("identity kind '%s' is none of %s"
                .formatted(code, Arrays.stream(values()).map(IdentityKind::code).toList()));
    }
}
