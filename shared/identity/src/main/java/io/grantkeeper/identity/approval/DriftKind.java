package io.grantkeeper.identity.approval;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kind of difference between an identity and its approval of record. */
public enum DriftKind {
    /** The identity was granted permissions that the approved permissions do not imply. */
    ACCESS,
    /** An approved permission covers more resources, or the whole tenant instead of single people. */
    REACH,
    /** The identity can use the data of people for whom it was not approved. */
    PEOPLE,
    /** The identity was used for something, or for someone, that the approval does not cover. */
    USE,
    PUBLISHER,
    OWNER,
    /** The identity can sign in with a type of credential that it did not have when it was approved. */
    CREDENTIAL,
    /** The approval has ended, but the access remains. */
    ENDED,
    /** The identity was refused, but its access remains. */
    REFUSED;

    /** Returns the stable code used in keys of findings and in JSON, for example {@code access}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DriftKind> ofCode(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
