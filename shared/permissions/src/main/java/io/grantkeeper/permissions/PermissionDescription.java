package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that is known of one permission.
 *
 * @param permission as the provider writes it, where the provider's vocabulary has it
 * @param kind the kind it was described for; empty where it makes no difference or was not given
 * @param capabilities what it lets one do; empty when unknown, or when it lets one do nothing
 * @param breadth how much data or function it covers, 1 to 4 with 4 the widest; empty when unknown
 * @param escalation what it can be turned into; empty when unknown
 * @param path the reason for the escalation tier, as a sentence
 */
public record PermissionDescription(
        String provider,
        String permission,
        Optional<PermissionKind> kind,
        List<Capability> capabilities,
        OptionalInt breadth,
        Optional<Escalation> escalation,
        String path,
        Source source) {
    public PermissionDescription {
        capabilities = List.copyOf(capabilities);
    }

    /** What it lets one do in plain words, like actions on the same thing told together. */
    public List<String> inPlainWords() {
        return PlainWords.of(capabilities);
    }
}
