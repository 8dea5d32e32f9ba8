package io.grantkeeper.policy.engine;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.policy.decision.SubjectFacts;

/** By what the index tells subjects apart. */
enum SubjectSort {
    OAUTH_CLIENT,
    AI_AGENT,
    BOT,
    SERVICE_ACCOUNT,
    API_KEY,
    CERTIFICATE,
    STRANGER,
    OTHER;

    static final int COUNT = values().length;

    static SubjectSort of(SubjectFacts subject) {
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

    @SuppressWarnings("EnumOrdinal") // an index into arrays that are made anew in each process
    int index() {
        return ordinal();
    }

    /** The kind of identity that it stands for; there is none for {@link #STRANGER} and {@link #OTHER}. */
    IdentityKind kind() {
        return switch (this) {
            case OAUTH_CLIENT -> IdentityKind.OAUTH_CLIENT;
            case AI_AGENT -> IdentityKind.AI_AGENT;
            case BOT -> IdentityKind.BOT;
            case SERVICE_ACCOUNT -> IdentityKind.SERVICE_ACCOUNT;
            case API_KEY -> IdentityKind.API_KEY;
            case CERTIFICATE -> IdentityKind.CERTIFICATE;
            case STRANGER, OTHER -> throw new IllegalStateException(this + " is no kind of identity");
        };
    }
}
