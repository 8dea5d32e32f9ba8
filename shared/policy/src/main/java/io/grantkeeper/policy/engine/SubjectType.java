package io.grantkeeper.policy.engine;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.policy.decision.SubjectFacts;

/** The types of subjects. For each type, the engine caches which rules can apply. */
enum SubjectType {
    OAUTH_CLIENT,
    AI_AGENT,
    BOT,
    SERVICE_ACCOUNT,
    API_KEY,
    CERTIFICATE,
    STRANGER,
    OTHER;

    static final int COUNT = values().length;

    static SubjectType of(SubjectFacts subject) {
        return switch (subject) {
            case SubjectFacts.Stranger _ -> STRANGER;
            case SubjectFacts.NotAnIdentity _ -> OTHER;
            case SubjectFacts.Known identity ->
                switch (identity.kind()) {
                    case OAUTH_CLIENT -> OAUTH_CLIENT;
                    case AI_AGENT -> AI_AGENT;
                    case BOT -> BOT;
                    case SERVICE_ACCOUNT -> SERVICE_ACCOUNT;
                    case API_KEY -> API_KEY;
                    case CERTIFICATE -> CERTIFICATE;
                };
        };
    }

    @SuppressWarnings("EnumOrdinal") // used only for arrays that this process creates
    int index() {
        return ordinal();
    }

    /**
     * Returns the kind of identity.
     *
     * @throws IllegalStateException for {@link #STRANGER} and {@link #OTHER}, which are not kinds of identity
     */
    IdentityKind kind() {
        return switch (this) {
            case OAUTH_CLIENT -> IdentityKind.OAUTH_CLIENT;
            case AI_AGENT -> IdentityKind.AI_AGENT;
            case BOT -> IdentityKind.BOT;
            case SERVICE_ACCOUNT -> IdentityKind.SERVICE_ACCOUNT;
            case API_KEY -> IdentityKind.API_KEY;
            case CERTIFICATE -> IdentityKind.CERTIFICATE;
            case STRANGER, OTHER -> throw new IllegalStateException(this + " is not a kind of identity");
        };
    }
}
