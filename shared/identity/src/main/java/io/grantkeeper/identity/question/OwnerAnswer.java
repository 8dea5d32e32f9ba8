package io.grantkeeper.identity.question;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The possible answers to a question. */
public enum OwnerAnswer {
    /** The identity may keep its access for a limited time. */
    KEEP,
    /** The identity keeps only the access that its usage needs. */
    REDUCE,
    /** All of the identity's access is revoked. */
    REVOKE,
    /** Someone else owns the identity. */
    NOT_MINE;

    /** Returns the answer in words, as shown to people. */
    public String displayName() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the stable code used in links, forms and JSON, for example {@code not-mine}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<OwnerAnswer> ofCode(String code) {
        return Arrays.stream(values())
                .filter(answer -> answer.code().equals(code))
                .findFirst();
    }
}
