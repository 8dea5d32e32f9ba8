package io.grantkeeper.paths;

import io.grantkeeper.identity.EvidenceKind;
import java.time.Instant;
import java.util.Optional;

/**
 * The reason why an edge exists.
 *
 * @param by the permission, role, ownership or trust that creates the edge; empty if the edge continues another one
 * @param text a sentence, or the end of one that an earlier edge begins, in which {@code {from}} and {@code {to}} stand
 *     for the nodes
 * @param evidence where the fact comes from
 * @param condition the condition under which the edge exists, as words that follow "if"; empty if the edge is certain
 * @param since when the fact was first observed, if known
 */
record EdgeFact(String by, String text, EvidenceKind evidence, Optional<String> condition, Optional<Instant> since) {
    static final EdgeFact NONE = new EdgeFact("", "");

    EdgeFact(String by, String text) {
        this(by, text, EvidenceKind.INVENTORY, Optional.empty(), Optional.empty());
    }
}
