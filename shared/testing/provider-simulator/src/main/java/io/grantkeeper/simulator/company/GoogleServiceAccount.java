package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;

/** A Google Cloud service account with its user-managed keys. */
public record GoogleServiceAccount(
        String projectId, String name, String uniqueId, String displayName, boolean disabled, List<Key> keys) {

    /** A user-managed key. {@code validBefore} is in the year 9999 if the key never expires. */
    public record Key(String id, Instant validAfter, Instant validBefore, boolean disabled) {}

    /** Returns the account with one key disabled. A disabled key no longer authenticates but stays listed. */
    public GoogleServiceAccount withDisabledKey(String keyId) {
        return new GoogleServiceAccount(
                projectId,
                name,
                uniqueId,
                displayName,
                disabled,
                keys.stream()
                        .map(key -> key.id().equals(keyId)
                                ? new Key(key.id(), key.validAfter(), key.validBefore(), true)
                                : key)
                        .toList());
    }

    public String email() {
        return name + '@' + projectId + ".iam.gserviceaccount.com";
    }
}
