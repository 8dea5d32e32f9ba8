package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.capability.CapabilityPhrase;
import java.util.Optional;

/** What a rule is about. */
public sealed interface Target {
    Place place();

    /** A capability in plain words, whatever the provider or the tool is called. */
    record Capable(CapabilityPhrase phrase, Place place) implements Target {}

    /**
     * An action by the very name that callers use, for interfaces of one's own.
     *
     * @param resource the type of resource; empty means any
     */
    record Named(String action, Optional<String> resource, Place place) implements Target {}
}
