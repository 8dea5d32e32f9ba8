package io.grantkeeper.catalogue;

import java.util.Objects;

/**
 * One reason for a verdict, or against it.
 *
 * @param kind where it comes from
 * @param sentence the reason in plain words, fit to be shown to an owner
 */
public record Evidence(EvidenceKind kind, String sentence) {

    public Evidence {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }
}
