package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything known about one permission.
 *
 * @param permission the permission as the provider writes it if it is in the provider's vocabulary, otherwise as given
 * @param kind the kind of permission that was described; empty if the kind makes no difference or was not given
 * @param capabilities what the permission allows; empty if this is unknown or if the permission allows nothing
 * @param breadth how much data or functionality the permission covers, from 1 (least) to 4 (most); empty if unknown
 * @param escalation how far the access that the permission gives can be escalated; empty if unknown
 * @param path the reason for {@code escalation}, as a sentence
 */
public record PermissionDescription(
        String provider,
        String permission,
        Optional<PermissionForm> kind,
        List<Capability> capabilities,
        OptionalInt breadth,
        Optional<EscalationPotential> escalation,
        String path,
        InterpretationSource source) {
    public PermissionDescription {
        capabilities = List.copyOf(capabilities);
    }

    /** Describes the permission's capabilities in plain language. Actions on the same resource are combined. */
    public List<String> inPlainWords() {
        return CapabilityText.of(capabilities);
    }
}
