package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.capability.CapabilityPhrase;
import java.util.Optional;

/** The target of a rule: a capability, or an action with a given name. */
public sealed interface RuleTarget {
    DocumentLocation place();

    /** A capability in plain words, independent of provider and tool names. */
    record Capable(CapabilityPhrase phrase, DocumentLocation place) implements RuleTarget {}

    /**
     * An action with the exact name that callers use, for actions that cannot be expressed in plain words.
     *
     * @param resource the resource type; empty for any type
     */
    record Named(String action, Optional<String> resource, DocumentLocation place) implements RuleTarget {}
}
