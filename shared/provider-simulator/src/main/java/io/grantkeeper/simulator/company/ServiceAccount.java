package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;

/** A Google Cloud service account and its user-managed keys. */
public record ServiceAccount(
        String projectId, String name, String uniqueId, String displayName, boolean disabled, List<Key> keys) {

    /** A user-managed key; {@code validBefore} lies in the year 9999 where it never expires. */
    public record Key(String id, Instant validAfter, Instant validBefore, boolean disabled) {}

    /** With one key that signs nobody in any more; it stays listed. */
    public ServiceAccount withoutUseOf(String keyId) {
        return new ServiceAccount(
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
