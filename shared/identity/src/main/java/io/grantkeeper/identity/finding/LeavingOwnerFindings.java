package io.grantkeeper.identity.finding;

import io.grantkeeper.identity.PersonId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The keys of findings about owners with a known last day. Such a finding is confidential: only the owner's manager and
 * the security team receive it.
 */
public final class LeavingOwnerFindings {
    private static final String START = "owner-leaving/";

    private LeavingOwnerFindings() {}

    public static String key(PersonId owner, LocalDate lastDay) {
        return START + lastDay + "/" + owner;
    }

    /** Returns the person whose last day a finding with this key reports; empty for other findings. */
    public static Optional<PersonId> person(String key) {
        int slash = key.indexOf('/', START.length());
        return key.startsWith(START) && slash > 0
                ? Optional.of(PersonId.parse(key.substring(slash + 1)))
                : Optional.empty();
    }
}
