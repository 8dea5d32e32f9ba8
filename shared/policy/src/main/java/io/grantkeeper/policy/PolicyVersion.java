package io.grantkeeper.policy;

import io.grantkeeper.identity.Sha256;
import java.util.HexFormat;

/**
 * Identifies the exact text of a policy, or of a set of policies with their stages. Decisions, approvals and ledger
 * entries state the version on which they are based.
 *
 * @param value {@code sha256:} followed by the hash in hexadecimal
 */
public record PolicyVersion(String value) {
    /** Returns the version of the given text. The same text always has the same version. */
    public static PolicyVersion ofText(String text) {
        byte[] digest = Sha256.of(text);
        return new PolicyVersion("sha256:" + HexFormat.of().formatHex(digest));
    }

    @Override
    public String toString() {
        return value;
    }
}
