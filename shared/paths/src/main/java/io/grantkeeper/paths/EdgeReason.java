package io.grantkeeper.paths;

import io.grantkeeper.identity.AccessEvidenceKind;
import java.time.Instant;
import java.util.Optional;

/**
 * The reason why an edge exists.
 *
 * @param by the permission, role, ownership or trust that creates the edge; empty if the edge continues another one
 * @param text a sentence, or the end of one that an earlier edge begins, in which {@code {from}} and {@code {to}} stand
 *     for the nodes
 * @param evidence where the fact comes from
 * @param condition the condition under which the edge exists, phrased to follow "if"; empty if the edge is certain
 * @param since when the fact was first observed, if known
 */
record EdgeReason(
        String by, String text, AccessEvidenceKind evidence, Optional<String> condition, Optional<Instant> since) {
    static final EdgeReason NONE = new EdgeReason("", "");

    EdgeReason(String by, String text) {
        this(by, text, AccessEvidenceKind.INVENTORY, Optional.empty(), Optional.empty());
    }
}
